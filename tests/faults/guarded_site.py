"""What holds off the faults of our own processes, servers and disks."""

from tests.faults.guard import Edit, Guard

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
NO_PROXY = Edit(
    "tests/faults/test_crowds.py",
    "    with proxy_before(web, folder=tmp_path) as port:\n        yield port\n",
    "    yield web\n",
)

OF_THE_SITE = (
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
        "F6",
        "messages let go that were not begun",
        "message_in_their_hands",
        (Edit("aitracker/celery.py", "QoS.restore_at_shutdown = False\n", ""),),
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
        "F16",
        "feeds of one claim locked until they are leased",
        "two_of_every_process",
        NO_LEASE_HOLDS,
    ),
    Guard(
        "F18",
        "a sign of life with everything that the clock sends",
        "without_a_clock",
        (
            Edit(
                "aitracker/beating.py", "            leave_sign(Heartbeat.Part.BEAT)\n", "            pass\n"
            ),
        ),
    ),
    Guard(
        "F34",
        "a failure of the database that is no fault of the document",
        "finds_no_room and news_item",
        (Edit(SPOOL, "            _uncount(fetch)\n", "            pass\n"),),
    ),
    Guard(
        "F36",
        "public answers kept for two seconds",
        "crowd_of_readers",
        (Edit("aitracker/proxy/nginx.conf", "        proxy_cache answers;\n", "        proxy_cache off;\n"),),
    ),
    Guard("F37", "a proxy that waits for the slow", "keep_nobody_waiting", (NO_PROXY,)),
    Guard(
        "F39",
        "an upgrade that gives way after a second",
        "new_version",
        (Edit("aitracker/web/management/commands/upgrade.py", 'PATIENCE = "1s"', 'PATIENCE = "60s"'),),
    ),
    Guard(
        "F40",
        "one transaction for a list",
        "list_of_feeds",
        (
            Edit(
                "news/subscriptions.py",
                "    with transaction.atomic():\n        now = database_now()\n        step",
                "    if True:\n        now = database_now()\n        step",
            ),
        ),
    ),
)
