"""The small words by which a language is known, whatever a text is about."""

FUNCTION_WORDS = {
    "de": "der die das den dem des ein eine einen einem einer eines und oder aber denn doch sondern nicht kein keine "
    "keinen keiner ist sind war waren wird werden wurde wurden worden sein gewesen hat haben hatte hatten kann können "
    "konnte muss müssen soll sollen sollte darf will wollen möchte mit ohne für von vom zu zum zur bei beim nach aus "
    "auf in im an am über unter vor hinter zwischen durch gegen um seit während bis als wie wenn weil dass ob damit "
    "obwohl er sie es wir ihr ich du man sich uns euch ihm ihn ihnen mich dich mein meine seine ihre ihrer ihren "
    "unser unsere unserer dieser diese dieses diesem diesen jeder jede jedes alle allen alles andere anderen auch "
    "noch nur schon sehr so hier dort dann da nun immer wieder mehr viele was wer wo welche welcher etwas bereits "
    "sowie jedoch",
    "en": "the of and to a an is are was were be been being have has had do does did will would shall should can "
    "could may might must not this that these those there here it its he she his her they them their we us our you "
    "your i who whom whose which what when where why how if then than because although though while whereas since "
    "until unless in from with without within about into onto through during before after above below between among "
    "against under over by for on at as or but nor so such also only very too more most much many some any each every "
    "all both other another same own just still even ever never always often again already yet soon however therefore "
    "thus rather whether upon toward towards across along around behind beyond",
    "es": "el la los las lo un una unos unas de del al a y o en con por para sin sobre entre hasta desde hacia según "
    "durante contra ante tras es son era eran fue fueron ser sido siendo está están estar este esta estos estas esto "
    "ese esa esos esas eso aquel aquella ha han había haber hay se su sus mi mis tu tus nuestro nuestra nuestros "
    "nuestras que qué quien quienes cual cuál cuales cuyo donde dónde cuando cuándo como cómo porque aunque pero sino "
    "si no ni ya muy más menos también tampoco así aún todavía siempre nunca todo toda todos todas otro otra otros "
    "otras cada mismo misma mismos ningún ninguna algún alguna algunos algunas él ella ellos ellas nosotros usted "
    "ustedes le les me te nos puede pueden debe deben tiene tienen mucho muchos después antes entonces mientras "
    "además",
    "fr": "le la les l un une des du de d et ou à au aux en dans sur sous par pour avec sans chez entre vers contre "
    "depuis pendant avant après est sont était étaient été être sera seront soit ont avait avoir avons avez ai as "
    "fait ce cet cette ces cela ceci ça celui celle ceux celles il elle ils elles on nous vous je j tu me te se lui "
    "leur leurs son sa ses mon ma mes ton ta tes notre nos votre vos qui que qu quoi dont où quel quelle quels "
    "quelles ne pas plus moins très aussi ainsi mais donc car ni si comme lorsque lorsqu quand afin puis encore déjà "
    "toujours jamais tout tous toute toutes même mêmes autre autres chaque plusieurs quelques certains certaines "
    "aucun aucune peut peuvent doit doivent ici là alors lors selon",
    "it": "il lo la i gli le l un uno una di del dello della dell dei degli delle a al allo alla all ai agli alle da "
    "dal dalla dai dalle in nel nello nella nell nei negli nelle con su sul sulla sui sulle per tra fra e ed o ma "
    "anche se non né che chi cui quale quali quando dove come perché poiché mentre dopo prima durante senza contro "
    "verso fino è sono era erano essere stato stata stati state ha hanno aveva avere viene vengono si ci vi loro suo "
    "sua suoi sue nostro nostra nostri nostre questo questa questi queste quello quella quelli ciò io noi voi lui lei "
    "può possono deve devono più meno molto molti così ancora già sempre mai tutto tutta tutti tutte altro altra "
    "altri altre ogni stesso stessa alcuni alcune qualche dunque quindi oppure però",
    "pt": "o a os as um uma uns umas de do da dos das em no na nos nas ao aos à às e ou com por pelo pela pelos pelas "
    "para sem sobre entre até desde durante contra é são era eram foi foram ser sido sendo está estão estar este esta "
    "estes estas isto esse essa esses essas isso aquele aquela aquilo tem têm tinha ter há se seu sua seus suas meu "
    "minha nosso nossa nossos nossas que quem qual quais onde quando como porque embora mas não nem já muito muitos "
    "mais menos também assim ainda sempre nunca todo toda todos todas outro outra outros outras cada mesmo mesma você "
    "vocês ele ela eles elas nós eu me lhe pode podem deve devem fazer depois antes então enquanto além apenas num "
    "numa nesta neste deste desta disso",
}
# Other words of each language that look like function words of another: French "but", Italian "all’inizio".
LOOKALIKES = {
    "de": "all also her us of no per a o e es com",
    "en": "no me am i per non son come state die war hat man de la le y e o du",
    "es": "he has dos os uno a in non per",
    "fr": "but is a e i mis eu non ci an on as or to do no per",
    "it": "all mi no es te tu me qui ne quel quelle os com a to",
    "pt": "for lo la in i uno sul",
}
# They link the parts of names too: "Center for the Advancement of …", "Ministerio de la Protección Social".
_CONNECTING = (
    "the of and for in on to at a an de la le les du des et à en pour sur l d del los las el y e para por di della dei "
    "delle dell per da do das dos der die und für von zur zum im"
)
CONNECTORS = frozenset(_CONNECTING.split())
