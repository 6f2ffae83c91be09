"""What in the code holds each fault off, and how it is taken away to see the fault's test fail."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Edit:
    """A text that stands once in a file, and what stands there when the guard is gone."""

    file: str
    text: str
    without: str


@dataclass(frozen=True)
class Guard:
    """What holds a fault off, the words of its test's name, and the edits that take it away."""

    fault: str
    what: str
    test: str
    edits: tuple[Edit, ...]


CLAIMS, SPOOL, SETTINGS = "news/ingest/claims.py", "news/ingest/spool.py", "aitracker/settings.py"
NO_LEASE_ENDS = (
    Edit(
        CLAIMS,
        "AND (feed.lease_until IS NULL OR feed.lease_until < statement_timestamp())",
        "AND feed.lease_until IS NULL",
    ),
    Edit("news/ingest/sweeping.py", "    _free_expired()\n", ""),
)
NO_LEASE_HOLDS = (
    Edit(CLAIMS, "    AND (feed.lease_until IS NULL OR feed.lease_until < statement_timestamp())\n", ""),
    Edit(
        CLAIMS,
        "    AND (host.next_allowed_at IS NULL OR host.next_allowed_at <= statement_timestamp())\n",
        "",
    ),
)
NO_503 = Edit(
    "aitracker/web/problems.py", "if isinstance(error, OperationalError | InterfaceError):", "if False:"
)

GUARDS = (
    Guard("F1", "a lease that ends, and a sweep behind it", "killed_while_it_fetches", NO_LEASE_ENDS),
    Guard(
        "F2",
        "a parse lease that ends",
        "killed_while_it_parses",
        (Edit(SPOOL, "OR spooled.parse_lease_until < statement_timestamp()", ""),),
    ),
    Guard(
        "F3",
        "the end of a document written with its items",
        "killed_after_the_commit",
        (Edit(SPOOL, ".update(body=None, parsed_at=now, ", ".update("),),
    ),
    Guard(
        "F4",
        "attempts of the dead ended as lost",
        "whose_worker_died",
        (
            Edit(
                CLAIMS,
                "    return running.update(outcome=Fetch.Outcome.LOST, ",
                "    return running.none().update(outcome=Fetch.Outcome.LOST, ",
            ),
        ),
    ),
    Guard(
        "F5",
        "a stop that lets the task end first",
        "asked_to_stop",
        (
            Edit(
                "aitracker/local/site.py",
                "FINISH_THEN_DROP = (signal.SIGTERM, signal.SIGQUIT)",
                "FINISH_THEN_DROP = (signal.SIGQUIT, signal.SIGQUIT)",
            ),
        ),
    ),
    Guard(
        "F6",
        "connecting to the broker again",
        "broker_was_killed",
        (
            Edit(
                SETTINGS,
                "CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True\n",
                "CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True\nCELERY_BROKER_CONNECTION_RETRY = False\n",
            ),
        ),
    ),
    Guard(
        "F7",
        "a clock that asks the database, not the queue",
        "flushed",
        (
            Edit(
                SETTINGS,
                '"fetch-due": {"task": "news.tasks.fetch_due"',
                '"fetch-due": {"task": "news.tasks.sweep"',
            ),
        ),
    ),
    Guard(
        "F8",
        "counting requests without waiting for the broker",
        "broker_is_frozen",
        (
            Edit("aitracker/web/rates.py", "TIMEOUT = 0.25", "TIMEOUT = 60.0"),
            Edit("aitracker/web/rates.py", "SECONDS_WITHOUT = 5.0", "SECONDS_WITHOUT = 0.0"),
        ),
    ),
    Guard("F10", "a lease that ends, and a sweep behind it", "restart_of_the_database", NO_LEASE_ENDS),
    Guard("F11", "a database that is away told as 503", "without_a_database", (NO_503,)),
    Guard(
        "F12",
        "a look at a kept connection before its use",
        "found_out_before_use",
        (Edit(SETTINGS, '"CONN_HEALTH_CHECKS": True', '"CONN_HEALTH_CHECKS": False'),),
    ),
    Guard("F13", "a full database told as 503", "without_a_free_connection", (NO_503,)),
    Guard(
        "F14",
        "tags written in one order everywhere",
        "writers_of_the_same_tags",
        (
            Edit(
                "news/tagging.py",
                "rows = sorted(rows, key=lambda row: (row.item_id, _target(row)))",
                "rows = list(rows)",
            ),
        ),
    ),
    Guard("F16", "the lease of a feed and the rest of its host", "twenty_messages", NO_LEASE_HOLDS),
    Guard(
        "F17",
        "a feed that was read is due later",
        "two_clocks",
        (
            Edit(
                "news/ingest/outcomes.py",
                "    feed.next_check_at = now + timedelta(seconds=plan.next_check_in_s)\n",
                "    feed.next_check_at = now\n",
            ),
        ),
    ),
    Guard(
        "F18",
        "a command that needs no worker",
        "without_a_clock",
        (
            Edit(
                "news/pipeline.py",
                "    while claims := claim_due(feed_ids=feed_ids):",
                "    while claims := claim_due(limit=0):",
            ),
        ),
    ),
    Guard(
        "F21",
        "setting aside what began three times and never ended",
        "fail or crash or leave",
        (Edit(SPOOL, "MAX_ATTEMPTS = 3", "MAX_ATTEMPTS = 30_000"),),
    ),
    Guard(
        "F21",
        "memory that is wanting as an ordinary failure",
        "aside and memory",
        (
            Edit(SPOOL, "    except MemoryError:\n", "    except ZeroDivisionError:\n"),
            Edit(
                "news/tasks.py",
                "        except MemoryError as error:\n",
                "        except ZeroDivisionError as error:\n",
            ),
        ),
    ),
    Guard(
        "F22",
        "a time after which a task is ended by force",
        "will_not_hear",
        (Edit(SETTINGS, "CELERY_TASK_TIME_LIMIT = 170\n", ""),),
    ),
    Guard("F23", "the lease of a feed and the rest of its host", "five_thousand", NO_LEASE_HOLDS),
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


def removed(source: str, edit: Edit) -> str:
    """The source without the guard; ValueError where the text does not stand in it exactly once."""
    if source.count(edit.text) != 1:
        raise ValueError(f"{edit.file} holds {edit.text!r} {source.count(edit.text)} times")
    return source.replace(edit.text, edit.without)
