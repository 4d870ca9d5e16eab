"""The door to paperless-ngx: each document that it consumes gets its IRS document type, its last day and what to do.

`python -m scanner.paperless` is the post-consumption script; README.md beside this file sets it up. `fields` are the custom
fields, `filing` says what a document gets, `client` speaks the API, `post_consume` does it in order. What is relied on, and
where it is said (looked up 2026-11; the pages of version 3):

- docs.paperless-ngx.com/advanced_usage/#post-consume-script: the script runs once the document is stored, cannot undo
  that, and gets `DOCUMENT_ID`, `DOCUMENT_SOURCE_PATH` (the original file) and others from the environment. It blocks the
  consumption, and what it prints is kept in a log line by line. In `documents/consumer.py`, an exit status other than
  0 marks the task as failed though the document is there. Hence 0 and a sentence, whatever happens.
- docs.paperless-ngx.com/api/#authorization: `Authorization: Token …`; #api-versioning: `Accept: application/json; version=9`,
  an unknown version is answered by 406; in version 9 `created` is a day; since version 7 a select's value is its option's id.
- `documents/serialisers` (CustomFieldSerializer, CustomFieldInstanceSerializer, DocumentSerializer): a field is `name`,
  `data_type`, `extra_data`; a value is `{"field": id, "value": …}`; text has 128 characters at most, an amount is
  `USD12.34`, a day is ISO; the ids of a select's options are made by paperless. `PATCH /api/documents/{id}/` replaces
  the whole list of custom fields and of tags, so both are fetched and sent whole. Names are unique, types' and tags' per
  owner: an object with `"owner": null` is everybody's.
- `paperless/settings.py`: the host name `localhost` is always allowed, whatever `PAPERLESS_URL` says; `127.0.0.1` is not.
- `documents/filters.py`: lists of types, tags and custom fields take `name__iexact`, and come in pages.
"""

from __future__ import annotations

from scanner.paperless.client import Paperless
from scanner.paperless.filing import Filing, filing_of
from scanner.paperless.post_consume import TAG, file_away, triaged

__all__ = ["TAG", "Filing", "Paperless", "file_away", "filing_of", "triaged"]
