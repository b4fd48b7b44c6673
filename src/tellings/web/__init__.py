"""The workbench: the views of the report over HTTP, to browse and search one dossier.

    app = create_app(Path("dossier.db"))                 an ASGI application; reads, never writes
    serve(Path("dossier.db"), host=..., port=..., ...)   run it until it is stopped

`guard` decides which requests are answered at all, and with which headers; `editions` keeps what
is shown in step with the file; `pages`, `downloads` and `search` answer.
"""

from tellings.web.app import create_app
from tellings.web.server import serve

__all__ = ["create_app", "serve"]
