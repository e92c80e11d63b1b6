# Outside data becomes drafts for a person to review; nothing here is ever part of a build. One
# reader a format turns a file into drafts (plain values); one core lays them over what is there:
#
#   draft.py        what a draft is
#   draft_shape.py  a draft becomes YAML and must pass the validation of its shape
#   draft_merge.py  three ways: what the source said last, what it says now, what people made of it
#   draft_state.py  fingerprints of what the source said last, in files beside the records
#   draft_plan.py   all changes of an import at once; they are written together or not at all
#
# What others wrote is hostile until it is read. One guard stands around all of it (guard.py); a
# file is read by outside.py, an address is asked by net_*.py, and a page is read by html_apart.py
# in a process that can be ended.
#
"""Draft records from outside data."""
