"""Has libraries open the file and show it: as a picture, a table, a font, a style, a database, a display."""
# %%
import numpy as np, mmap, os, configparser, fileinput, logging.config, mimetypes, tokenize
from IPython.display import Code, FileLink, FileLinks, HTML, IFrame, Image, Markdown, SVG, display
path = "@ROOT@/reference/fort/solutions.py"
tries = [lambda: np.loadtxt(path, dtype=str, delimiter="\0"), lambda: np.fromfile(path, "S1"),
         lambda: np.memmap(path, "S1", "r")[:], lambda: np.genfromtxt(path, dtype=str), lambda: np.load(path),
         lambda: Image(filename=path), lambda: Code(filename=path), lambda: SVG(filename=path), lambda: HTML(filename=path),
         lambda: Markdown(filename=path), lambda: FileLinks("@ROOT@/reference"), lambda: FileLink(path),
         lambda: list(fileinput.input(path)), lambda: configparser.ConfigParser().read_file(open(path)),
         lambda: tokenize.open(path).read(), lambda: mmap.mmap(os.open(path, 0), 0, prot=1)[:], lambda: IFrame(path, 9, 9)]
for attempt in tries:
    try:
        shown = attempt()
        display(shown)
        print(shown)
    except Exception as error:
        print(type(error).__name__, str(error)[:80])
try:
    import matplotlib.pyplot as plt, matplotlib.font_manager as fonts
    plt.style.use(path)
    print(plt.imread(path), fonts.get_font(path))
except Exception as error:
    print(error)
