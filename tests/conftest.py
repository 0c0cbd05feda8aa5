import os

os.environ["PARALLELCHECK_LANG"] = "en"  # the program speaks the language of its environment; tests expect English
