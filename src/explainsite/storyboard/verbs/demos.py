"""The films of the verbs in the reference: each shows one verb at work on something that it is good for."""

from __future__ import annotations

SHOW = """
layout: |
  words
  keys
stage:
  words: {is: tokens, items: [The, cat, sat, on, the, mat]}
  keys: {is: cells, label: Keys, columns: 6, prefix: k}
beats:
  - title: Actors enter
    say: A row enters part by part. What is named after it comes next.
    do:
      - show: words
      - show: keys
"""

HIDE = """
layout: |
  gateway old
  gateway new
stage:
  gateway: {is: node, text: Gateway, icon: server}
  old: {is: node, text: Release 1, note: 0 % of the traffic}
  new: {is: node, text: Release 2, note: 100 % of the traffic}
beats:
  - title: The old release is idle
    say: All traffic goes to the new release.
    do:
      - show: [gateway, old, new]
      - link: {from: gateway, to: [old, new]}
  - title: It leaves
    say: The old one leaves, and its line goes with it.
    do:
      - hide: old
"""

SET = """
layout: |
  latency latency
  load    queue
stage:
  latency:
    is: bars
    label: latency
    items: {p50: 12, p99: 40}
    unit: " ms"
    max: 200
  load: {is: counter, label: requests each second, value: 800}
  queue: {is: node, text: Server, icon: server, note: idle}
beats:
  - title: The load doubles
    say: Numbers count to their new values, and a node gets a new note.
    do:
      - show: [latency, load, queue]
      - together:
          - set: {load: 1600, queue: busy}
          - set: {latency: {p50: 31, p99: 184}}
"""

FILL = """
layout: |
  keys
  chunks
stage:
  keys: {is: cells, label: Keys, columns: 8, prefix: k, role: data-1}
  chunks: {is: cells, label: Blocks on disk, columns: 4, role: data-2}
beats:
  - title: Cells are filled
    say: Cells take their prefix and index, or texts of their own.
    do:
      - show: [keys, chunks]
      - fill: keys.0-5
      - fill: {chunks.0-2: [part 1, part 2, part 3]}
"""

CLEAR = """
layout: |
  buffer
stage:
  buffer: {is: cells, label: Write buffer, columns: 7, items: [a1, b7, c2, d9, e4, f3]}
beats:
  - title: The oldest writes are flushed
    say: Four writes are safe on disk now, so their places become free.
    do:
      - show: buffer
      - clear: buffer.0-3
"""

APPEND = """
layout: |
  orders
stage:
  orders: {is: log, label: orders, slots: 6, items: [order 1, order 2, order 3]}
beats:
  - title: Two orders arrive
    say: Each new entry takes the next offset at the end.
    do:
      - show: orders
      - append: {orders: order 4}
      - append: {orders: order 5}
"""

POP = """
layout: |
  stack
stage:
  stack: {is: tokens, label: Call stack, items: [main, parse, read, seek], columns: 5}
beats:
  - title: A call returns
    say: The last call to begin is the first one to end.
    do:
      - show: stack
      - pop: stack
"""

MARK = """
layout: |
  copies
stage:
  copies:
    is: cluster
    nodes: [A, B, C]
    shape: row
    icon: database
    notes: {A: version 2, B: version 1, C: version 2}
beats:
  - title: One copy is stale
    say: A mark stays until it is taken away, and says what it means.
    do:
      - show: copies
      - mark: {copies.B: {role: bad, as: out of date}}
      - together:
          - mark: {copies.A: {role: good, as: up to date}}
          - mark: {copies.C: {role: good, as: up to date}}
"""

UNMARK = """
layout: |
  copies
stage:
  copies: {is: cluster, nodes: [A, B, C], shape: row, icon: database}
beats:
  - title: Two copies are stale
    say: Two of three copies are marked.
    do:
      - show: copies
      - mark: {copies.A-B: {role: bad, as: out of date}}
  - title: One has caught up
    say: A now holds what C holds, so its mark goes.
    do:
      - unmark: copies.A
"""

NOTE = """
layout: |
  ring
stage:
  ring: {is: cluster, nodes: [A, B, C], shape: row, icon: server}
beats:
  - title: The nodes take their parts
    say: One node leads, and the two others follow it.
    do:
      - show: ring
      - note: {ring.B: leader}
      - note: {ring.A: follower, ring.C: follower}
"""

RENAME = """
layout: |
  log
stage:
  log: {is: log, label: Primary, slots: 6, items: [order 1, order 2, order 3, order 4]}
beats:
  - title: The log changes hands
    say: After a failover, the same records go by another name.
    do:
      - show: log
      - rename: {log: New primary}
"""

HIGHLIGHT = """
layout: |
  words
  scores
stage:
  words: {is: tokens, items: [The, cat, sat, on, the, mat]}
  scores: {is: cells, label: Scores, columns: 6, items: ["4", "31", "22", "3", "5", "35"]}
beats:
  - title: Look at the cat
    say: One word and its score stand in the light. All else steps back.
    do:
      - show: [words, scores]
      - highlight: [words.1, scores.1]
"""

DIM = """
layout: |
  old new
stage:
  old: {is: node, text: Old release, icon: server, note: no traffic}
  new: {is: node, text: New release, icon: server, note: all traffic}
beats:
  - title: The old release steps back
    say: It is still there, but no longer what this is about.
    do:
      - show: [old, new]
      - dim: old
"""

FAIL = """
layout: |
  client ring
stage:
  client: {is: node, text: Client, icon: user}
  ring: {is: cluster, nodes: [A, B, C], shape: column, icon: server}
beats:
  - title: A server goes down
    say: A server fails, and what is sent to it is lost.
    do:
      - show: [client, ring]
      - fail: ring.B
      - send: {from: client, to: ring.B, text: read, status: lost}
"""

RECOVER = """
layout: |
  ring
stage:
  ring: {is: cluster, nodes: [A, B, C], shape: row, icon: server}
beats:
  - title: A server goes down
    say: One of three is down.
    do:
      - show: ring
      - fail: ring.B
  - title: It comes back
    say: It starts again, and has to catch up.
    do:
      - recover: ring.B
      - note: {ring.B: catching up}
"""

SEND = """
layout: |
  client replicas
stage:
  client: {is: node, text: Client, icon: user}
  replicas: {is: cluster, nodes: [A, B, C], shape: column, icon: database}
beats:
  - title: A write goes to all
    say: The write goes to three copies. One takes it, one refuses it, and one never hears of it.
    do:
      - show: [client, replicas]
      - send: {from: client, to: replicas.A, text: x = 7}
      - note: {replicas.A: taken}
      - send: {from: client, to: replicas.B, text: x = 7, status: rejected}
      - note: {replicas.B: refused}
      - send: {from: client, to: replicas.C, text: x = 7, status: lost}
"""

LINK = """
layout: |
  words
  .
  keys
stage:
  words: {is: tokens, items: [The, cat, sat, on, the]}
  keys: {is: cells, label: Keys, columns: 5, items: [k0, k1, k2, k3, k4]}
beats:
  - title: The last word looks back
    say: The thicker the line, the more the last word attends to that key.
    do:
      - show: [words, keys]
      - link: {from: words.4, to: keys.0-4, role: accent, weights: [0.1, 0.6, 0.3, 0.1, 0.2]}
"""

UNLINK = """
layout: |
  app . database
stage:
  app: {is: node, text: App, icon: server}
  database: {is: node, text: Database, icon: database}
beats:
  - title: A connection is open
    say: A line stays as long as the connection.
    do:
      - show: [app, database]
      - link: {from: app, to: database, text: connected}
  - title: It is closed
    say: Then it is closed.
    do:
      - unlink: app
"""

WAIT = """
layout: |
  server time
stage:
  server: {is: node, text: Server, icon: clock, note: no answer}
  time: {is: counter, label: waited, value: 0, unit: " s"}
beats:
  - title: Two seconds pass
    say: Nothing comes for two seconds, then the client gives up.
    do:
      - show: [server, time]
      - wait: 2
      - together:
          - set: {time: 2}
          - mark: {server: {role: bad, as: given up}}
"""

FOCUS = """
layout: |
  client ring
  . log
stage:
  client: {is: node, text: Client, icon: user}
  ring: {is: cluster, shape: row, nodes: [A, B], icon: server}
  log: {is: log, label: Log of B, items: [x = 1, y = 2], slots: 4}
beats:
  - title: A closer look
    say: The camera goes to the log, where something happens, and back.
    do:
      - show: [client, ring, log]
      - focus: log
      - append: {log: x = 3}
      - focus: all
"""

TOGETHER = """
layout: |
  client leader copies
stage:
  client: {is: node, text: Client, icon: user}
  leader: {is: node, text: Leader, icon: server}
  copies: {is: cluster, shape: column, nodes: [B, C], icon: database}
beats:
  - title: Each when the one before has arrived
    say: The leader writes and passes on what it hears as soon as it hears it.
    do:
      - show: [client, leader, copies]
      - together:
          - send: {from: client, to: leader, text: x = 1}
            cue: asked
          - note: {leader: x = 1}
            after: asked
          - send: {from: leader, to: copies, text: x = 1}
            after: asked
            cue: copied
          - note: {copies.B: x = 1, copies.C: x = 1}
            after: copied
          - mark: {leader: good}
            after: copied
"""

RANK = """
layout: |
  scores
stage:
  scores:
    is: bars
    label: matches
    items: {kernel: 3, cache: 9, socket: 5, thread: 7}
beats:
  - title: The best match comes first
    say: The rows slide past each other until the largest stands on top.
    do:
      - show: scores
      - rank: scores
"""

SELECT = """
layout: |
  tokens
stage:
  tokens:
    is: bars
    label: next word
    items: {mat: 0.52, floor: 0.21, roof: 0.14, moon: 0.08, idea: 0.05}
    format: ".0%"
beats:
  - title: Three of five are kept
    say: The first three are chosen, and the others step back.
    do:
      - show: tokens
      - select: {tokens: 3}
"""

MOVE = """
layout: |
  waiting
  running
stage:
  waiting: {is: tokens, label: Waiting, items: [scan, index, report, mail], columns: 4}
  running: {is: cells, label: Running, columns: 4, items: [backup]}
beats:
  - title: A task starts
    say: The task itself travels. It is gone from where it was, and the others close up.
    do:
      - show: [waiting, running]
      - move: {from: waiting.1, to: running}
      - move: {from: waiting.2, to: waiting.0}
"""

SWAP = """
stage:
  row: {is: tokens, items: [5, 2, 8, 1, 9], index: true}
beats:
  - title: Two numbers change places
    say: Five and one stand the wrong way round. They change places.
    do:
      - show: row
      - swap: [row.0, row.3]
"""

COMPARE = """
layout: |
  leader
  follower
stage:
  leader: {is: log, label: Leader, items: [x=1, y=2, x=3, y=4], slots: 5}
  follower: {is: log, label: Follower, items: [x=1, y=2, y=9], slots: 5}
beats:
  - title: Where two logs part
    say: Two entries are the same. From the third one on, the logs tell different stories.
    do:
      - show: [leader, follower]
      - compare: [leader, follower]
"""
