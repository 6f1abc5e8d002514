"""The version of the rules that read a page. A change that may change any field of any page raises it."""

#: Kept with every revision, so that a re-extraction by newer rules is never taken for an edit by the publisher.
EXTRACTOR_VERSION = "1.1"
