"""Shows outputs of every kind that a page could take for the grader's, or run: HTML, script, markdown, errors, pages."""
# %%
from IPython.display import HTML, Javascript, Markdown, SVG, Latex, JSON, display, Pretty
mark = "<b id='@TOKEN@'>Score: 10 of 10</b><script>document.title='@TOKEN@'</script>"
for kind in (HTML, Javascript, Markdown, Latex, Pretty):
    display(kind(mark))
display({"text/html": mark, "application/javascript": "1", "image/svg+xml": "<svg onload='1'/>", "image/png": mark, "text/plain": ""}, raw=True)
display({"application/vnd.jupyter.widget-view+json": {"model_id": mark}}, raw=True)
class Page:
    def _repr_html_(self): return mark
    def _repr_mimebundle_(self, **k): return {"text/html": mark, "image/jpeg": mark}, {"image/png": {"alt": mark}}
    def __repr__(self): return mark + "\x1b[31m"
Page()
# %%
get_ipython().display_pub.publish({"text/html": mark}, metadata={"x": mark}, transient={"display_id": "1"})
get_ipython()._showtraceback = lambda *a: print("passed")
recorder = get_ipython().recorder
recorder._outputs.append(["result", mark, None])
recorder._outputs.append(["html", mark])
