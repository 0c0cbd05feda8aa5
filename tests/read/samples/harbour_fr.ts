<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="fr_FR" sourcelanguage="en">
<context>
    <name>MainWindow</name>
    <message>
        <location filename="main.cpp" line="12"/>
        <source>&amp;Open the logbook of %1</source>
        <comment>menu</comment>
        <translation>&amp;Ouvrir le journal de bord de %1</translation>
    </message>
    <message numerus="yes">
        <source>%n boat(s) left the harbour</source>
        <translation>
            <numerusform>%n bateau a quitté le port</numerusform>
            <numerusform>%n bateaux ont quitté le port</numerusform>
        </translation>
    </message>
    <message>
        <source>The weather report could not be loaded from the station.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Enter the name of the boat and its home port.</source>
        <translation type="unfinished">Enter the name of the boat and its home port.</translation>
    </message>
    <message>
        <source>No longer used</source>
        <translation type="vanished">Plus utilisé</translation>
    </message>
</context>
</TS>
