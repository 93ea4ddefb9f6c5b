"""A notebook that tries to run script in whoever looks at it, by every way a notebook has."""

import base64

from nbformat import NotebookNode, from_dict
from nbformat.v4 import new_code_cell, new_markdown_cell, new_output, new_raw_cell

from tests.builders.small_course import DOUBLE, HALF, marks, master

MARK = "data-pwned"
SCRIPT = f"document.title='PWNED';document.documentElement.setAttribute('{MARK}','1')"
SVG = f'<svg xmlns="http://www.w3.org/2000/svg" onload="{SCRIPT}"><script>{SCRIPT}</script></svg>'
PNG = base64.b64encode(b"\x89PNG\r\n\x1a\n" + bytes(64)).decode()
ESCAPE_ATTRIBUTE = f'x" onerror="{SCRIPT}'

TAGS = (
    f"<script>{SCRIPT}</script>",
    f'<img src=x onerror="{SCRIPT}">',
    f"<IMG SRC=x ONERROR={SCRIPT}//",
    f'<svg/onload="{SCRIPT}">',
    f'<details open ontoggle="{SCRIPT}">x</details>',
    f'</div></div><iframe srcdoc="<script>parent.{SCRIPT}</script>"></iframe>',
    f"<!--><img src=x onerror={SCRIPT}>-->",
    f"<![CDATA[><script>{SCRIPT}</script>]]>",
    f"<?x ><script>{SCRIPT}</script>",
    f'<a href="javascript:{SCRIPT}">x</a>',
    f'<body onload="{SCRIPT}">',
    f'<style>@import "x";</style><link rel=stylesheet href=x onerror="{SCRIPT}">',
    f"</textarea></pre></code></title><script>{SCRIPT}</script>",
    f'<meta http-equiv="refresh" content="0;url=javascript:{SCRIPT}">',
    f"<math><mtext><table><mglyph><style><img src=x onerror={SCRIPT}>",
)
LINKS = (
    f"[a](javascript:{SCRIPT})",
    "[b](JaVaScRiPt:alert%281%29)",
    "[c](&#106;avascript:alert&#40;1&#41;)",
    "[d](java\tscript:alert(1))",
    "[e][ref]\n\n[ref]: javascript:alert(1)",
    "[ref2]\n\n[ref2]:\n   javascript:alert(1)",
    "<javascript:alert(1)>",
    "![f](javascript:alert(1))",
    f'![g](x "{ESCAPE_ATTRIBUTE}")',
    f"![{ESCAPE_ATTRIBUTE}](https://example.invalid/x.png)",
    "[h](data:text/html;base64,PHNjcmlwdD4=)",
    "[i](vbscript:x)",
    f"![j](attachment:{ESCAPE_ATTRIBUTE})",
    "![k](attachment:nothing.png)",
    "![l](attachment:evil.svg)",
    "$\\href{javascript:alert(1)}{x}$ and $$\\require{html}\\style{x:y}{z}$$",
    f"```mermaid\n{TAGS[0]}\n```",
    f"~~~ mermaid\n&lt;img src=x onerror={SCRIPT}&gt;\n~~~",
    f'```"onmouseover="{SCRIPT}\nx\n```',
    f"# heading {TAGS[1]}",
    f"| a | b |\n|---|---|\n| {TAGS[1]} | [x](javascript:alert(1)) |",
    f"$x {TAGS[1]} y$",
    f"\\begin{{equation}}{TAGS[1]}\\end{{equation}}",
    f"`{TAGS[1]}`",
    f"    {TAGS[0]}",
    f"\\{TAGS[0]}",
)


def hostile_outputs() -> list[NotebookNode]:
    """Make one output of every kind that a page could run."""
    kinds = {
        "text/html": TAGS[0],
        "image/svg+xml": SVG,
        "text/markdown": TAGS[1],
        "text/latex": "$\\href{javascript:alert(1)}{x}$",
        "application/javascript": SCRIPT,
        "application/vnd.jupyter.widget-view+json": {"model_id": "x"},
    }
    outputs = [new_output("display_data", data={kind: data}) for kind, data in kinds.items()]
    outputs += [
        new_output("display_data", data={"image/png": ESCAPE_ATTRIBUTE}),
        new_output(
            "display_data",
            data={"image/png": PNG},
            metadata={
                "image/png": {"width": f"1 onerror={SCRIPT}", "alt": ESCAPE_ATTRIBUTE},
                "filenames": {"image/png": ESCAPE_ATTRIBUTE},
            },
        ),
        new_output("display_data", data={"image/jpeg": ESCAPE_ATTRIBUTE, "text/plain": TAGS[0]}),
        new_output("stream", name="stdout", text="\n".join(TAGS) + "\x1b[31m" + TAGS[0]),
        new_output("error", ename=TAGS[0], evalue=TAGS[1], traceback=[TAGS[0], "\x1b[0m" + TAGS[1]]),
        from_dict({"output_type": "stream", "name": f"stdout {TAGS[1]}", "text": TAGS[0]}),
    ]
    return outputs


def hostile_notebook() -> NotebookNode:
    """Make a submission whose answers are right and whose every other part is hostile."""
    text = "\n\n".join([*TAGS, *LINKS])
    notebook = master(f'print("""{TAGS[0]}""")\n' + DOUBLE, HALF, text)
    code = new_code_cell("\n".join(f"# {tag}" for tag in TAGS))
    code.outputs = hostile_outputs()
    markdown = new_markdown_cell(text)
    markdown.attachments = {
        "evil.svg": {"image/svg+xml": base64.b64encode(SVG.encode()).decode()},
        "good.png": {"image/png": PNG},
        ESCAPE_ATTRIBUTE: {"image/png": PNG},
        "odd.png": {f"image/png;{ESCAPE_ATTRIBUTE}": PNG, "image/png": ESCAPE_ATTRIBUTE},
    }
    raw = new_raw_cell("\n".join(TAGS), metadata={"raw_mimetype": "text/html", "format": "text/html"})
    tagged = new_code_cell("1")
    tagged.metadata["tags"] = [ESCAPE_ATTRIBUTE, f"x><script>{SCRIPT}</script>"]
    forged = new_markdown_cell(TAGS[0], metadata=marks(f"q9'\"><script>{SCRIPT}</script>", solution=True))
    for index, cell in enumerate([markdown, code, raw, tagged, forged]):
        cell.id = f"x{index}"
        notebook.cells.append(cell)
    notebook.cells[-2]["id"] = f'"><script>{SCRIPT}</script>'
    notebook.metadata["title"] = f"</title><script>{SCRIPT}</script>"
    notebook.metadata["authors"] = [{"name": TAGS[0]}]
    notebook.metadata["widgets"] = {
        "application/vnd.jupyter.widget-state+json": {"state": {"x": f"</script><script>{SCRIPT}</script>"}}
    }
    notebook.metadata["language_info"] = {
        "name": f"python<script>{SCRIPT}</script>",
        "pygments_lexer": TAGS[0],
    }
    return notebook
