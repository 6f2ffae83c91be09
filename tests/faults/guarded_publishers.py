"""What holds off the faults of publishers and their documents."""

from tests.faults.guard import Edit, Guard

CLAIMS, SPOOL = "news/ingest/claims.py", "news/ingest/spool.py"

OF_PUBLISHERS = (
    Guard(
        "F26",
        "the connection cut at the deadline",
        "slow_servers",
        (Edit("news/fetching/reading.py", "    timer.start()\n", ""),),
    ),
    Guard(
        "F27",
        "a limit of what a document may grow to",
        "decompression_bomb and 10",
        (Edit("news/fetching/reading.py", "MAX_BODY = 10 * 1024 * 1024", "MAX_BODY = 300 * 1024 * 1024"),),
    ),
    Guard(
        "F28",
        "documents that declare entities refused",
        "grow_or_reach_out",
        (Edit("news/parsing/document.py", 'if "<!ENTITY" in head:', "if False:"),),
    ),
    Guard(
        "F30",
        "ports judged at each hop",
        "judged_at_every_hop",
        (Edit("news/fetching/addresses.py", "if port not in PORTS.values() and not allowed:", "if False:"),),
    ),
    Guard(
        "F30",
        "addresses judged at each hop",
        "judged_at_every_hop",
        (Edit("news/fetching/addresses.py", "if not any_address and is_refused(address):", "if False:"),),
    ),
    Guard(
        "F30",
        "https never left for http",
        "from_https_to_http",
        (
            Edit(
                "news/fetching/__init__.py",
                'if scheme == "http" and urlsplit(url).scheme == "https":',
                "if False:",
            ),
        ),
    ),
    Guard(
        "F31",
        "connecting to the very address that was judged",
        "looked_up_once",
        (
            Edit(
                "news/fetching/reading.py",
                "return HTTPConnection(target.address, target.port, timeout=timeout)",
                "return HTTPConnection(target.host, target.port, timeout=timeout)",
            ),
        ),
    ),
    Guard(
        "F32",
        "validators of whole documents only",
        "lying_servers",
        (Edit(SPOOL, "    if is_whole:\n", "    if True:\n"),),
    ),
    Guard(
        "F32",
        "Retry-After within a minute and a day",
        "busy_server",
        (
            Edit(
                "news/scheduling/plans.py", "min(max(seconds, RETRY_SHORTEST_S), RETRY_LONGEST_S)", "seconds"
            ),
        ),
    ),
    Guard(
        "I1",
        "a parser that is given bytes in memory",
        "path_or_an_address",
        (Edit("news/parsing/xml_feed.py", "io.BytesIO(utf8_document(text))", "text.encode()"),),
    ),
    Guard(
        "I2",
        "a day's patience with addresses that may not be asked",
        "left_alone_for_a_day",
        (Edit("news/scheduling/plans.py", "if code in ADDRESS_ERRORS:", "if False:"),),
    ),
    Guard(
        "I3",
        "a limit of what is read",
        "endless_body",
        (Edit("news/fetching/reading.py", "MAX_BODY = 10 * 1024 * 1024", "MAX_BODY = 150 * 1024 * 1024"),),
    ),
    Guard(
        "I4",
        "a thousand entries of a document",
        "twenty_thousand",
        (Edit("news/parsing/entries.py", "MAX_ENTRIES = 1_000", "MAX_ENTRIES = 50_000"),),
    ),
    Guard(
        "I5",
        "a guid that counts only where it is its entry's own",
        "share_one_guid",
        (Edit("news/canonical.py", "if guid and guids[guid] == 1:", "if guid:"),),
    ),
    Guard(
        "I6",
        "an item found by its page when its guid changed",
        "another_guid",
        (
            Edit(
                "news/ingest/identifying.py", "    items = known | moved\n", "    items, moved = known, {}\n"
            ),
        ),
    ),
    Guard(
        "I7",
        "parameters of single requests left out of addresses",
        "mark_of_the_request",
        (
            Edit("news/canonical.py", "|sessionid|", "|"),
            Edit(
                "news/ingest/identifying.py",
                "        return _by_title(feed, entries)\n",
                "        return [Identified(entry=entry, item=None) for entry in entries]\n",
            ),
        ),
    ),
    Guard(
        "I8",
        "web pages told from feeds",
        "web_page_in_place",
        (Edit("news/parsing/document.py", "    if WEB_PAGE.search(", "    if False and WEB_PAGE.search("),),
    ),
    Guard(
        "I9",
        "a host that rests with all its feeds",
        "too_many",
        (
            Edit(
                CLAIMS,
                "    AND (host.blocked_until IS NULL OR host.blocked_until <= statement_timestamp())\n",
                "",
            ),
        ),
    ),
    Guard(
        "I10",
        "asking without validators once a day",
        "validators_that_lie",
        (Edit(CLAIMS, "    conditional = ", "    conditional = bool(feed.etag) or "),),
    ),
    Guard(
        "I11",
        "stray bytes read as the publisher meant them",
        "can_be_read",
        (
            Edit(
                "news/parsing/document.py",
                'declared or "utf-8", "windows_bytes" if',
                'declared or "utf-8", "replace" if',
            ),
        ),
    ),
    Guard(
        "I12",
        "an entry that breaks off left out",
        "broken_xml",
        (
            Edit(
                "news/parsing/xml_feed.py",
                "document.entries if whole or not ends_inside_entry(text) else document.entries[:-1]",
                "document.entries",
            ),
        ),
    ),
    Guard(
        "I13",
        "dates believed between 1995 and now",
        "unbelievable_dates",
        (
            Edit(
                "news/parsing/dates.py",
                "instant if instant and EARLIEST <= instant <= now + AHEAD else None",
                "instant",
            ),
        ),
    ),
    Guard(
        "I14",
        "markup taken out of every field",
        "hostile_markup",
        (
            Edit(
                "news/parsing/text.py",
                "html.unescape(nh3.clean(spaced, tags=set(), clean_content_tags=SILENT))",
                "html.unescape(spaced)",
            ),
        ),
    ),
    Guard(
        "I15",
        "an outage of ours that counts against nobody",
        "no_host_can_be_reached",
        (
            Edit(
                "news/scheduling/plans.py",
                "return hosts >= OUTAGE_HOSTS and unreachable > hosts * OUTAGE_SHARE",
                "return False",
            ),
        ),
    ),
)
