package io.stackctl.node;

import java.time.Duration;

/**
 * Every bound of the daemon in one place: queues, buffers, retries, deadlines. A value here is a promise that nothing
 * grows without end; each constant says its unit where the type does not.
 */
public final class Limits {
    private Limits() {}

    // Event loops

    /** Threads that serve all sockets of the daemon. */
    public static final int EVENT_LOOP_THREADS = 2;

    // DNS

    /** Queries that wait for a resolver of the host at one time; further ones are answered SERVFAIL at once. */
    public static final int DNS_QUERIES_IN_FLIGHT = 256;

    /** Connections to the name server that are open at one time; further ones are closed. */
    public static final int DNS_CONNECTIONS = 64;

    /** A connection to the name server that asks nothing for this long is closed. */
    public static final Duration DNS_CONNECTION_IDLE = Duration.ofSeconds(10);

    /** Bytes of one query; real ones stay far below, and we keep a copy of each that waits. */
    public static final int DNS_QUERY_BYTES = 4096;

    /** Bytes of an answer over UDP, whatever the client says that it takes. */
    public static final int DNS_UDP_ANSWER_BYTES = 4096;

    /** How long one resolver of the host may take before the next is asked; three fit in a client's usual 5 s. */
    public static final Duration DNS_UPSTREAM_TIMEOUT = Duration.ofMillis(1500);

    /** A resolver that did not answer is asked last for this long. */
    public static final Duration DNS_UPSTREAM_PENALTY = Duration.ofSeconds(10);

    /** Resolvers used of one list; a client has given up before a fourth could answer. */
    public static final int DNS_UPSTREAM_SERVERS = 3;

    /** The host's resolv.conf is looked at again at most this often. */
    public static final Duration DNS_RESOLV_CONF_RECHECK = Duration.ofSeconds(2);

    // Published ports

    /** Connections through the proxy that are open at one time; each takes two sockets. Further ones are closed. */
    public static final int INGRESS_CONNECTIONS = 8192;

    /** Connections of one published port; at this number it stops accepting and clients wait in the kernel's queue. */
    public static final int INGRESS_CONNECTIONS_OF_PORT = 4096;

    /** How long a connect to a backend may take before the next is tried. */
    public static final Duration INGRESS_CONNECT_TIMEOUT = Duration.ofSeconds(1);

    /** How long a connection waits for a first backend of its service. */
    public static final Duration INGRESS_HOLD = Duration.ofSeconds(5);

    /** Connections of one published port that wait for a first backend; further ones are closed. */
    public static final int INGRESS_HELD_OF_PORT = 256;

    /** Bytes that one direction of a connection holds before its source is no longer read. */
    public static final int INGRESS_BUFFER_BYTES = 64 * 1024;

    /** Bytes that all connections together hold before each may hold only what one read brought. */
    public static final long INGRESS_BUFFERS_BYTES = 8L << 20;

    /** Bytes of one read from a connection. */
    public static final int INGRESS_READ_BYTES = 64 * 1024;

    /**
     * Kernel receive buffer of a connection to a backend, in bytes. When a peer ends its side, netty's epoll transport
     * reads all that the kernel still holds, paused or not; without this bound that is 6 MiB for a slow download.
     */
    public static final int INGRESS_BACKEND_RECEIVE_BUFFER = 256 * 1024;

    /** Clients of one published UDP port that are remembered; the one silent for longest makes room. */
    public static final int INGRESS_FLOWS_OF_PORT = 1024;

    /** A UDP client that is silent in both directions for this long is forgotten; as docker's proxy does. */
    public static final Duration INGRESS_FLOW_IDLE = Duration.ofSeconds(90);

    /** Local addresses for which one published UDP port keeps a socket of its own, so that replies come from them. */
    public static final int INGRESS_REPLY_ADDRESSES = 64;

    // Raft store

    /** Bytes of one transaction in the log; a larger one is refused. */
    public static final int TRANSACTION_BYTES = 8 << 20;

    /** After this a manager looks whether it still leads while it waits for a proposal; if not, the fate is unknown. */
    public static final Duration PROPOSAL_WAIT = Duration.ofSeconds(30);

    /** Entries that raft's queues hold; one proposal is in flight at a time, the rest is raft's own traffic. */
    public static final int RAFT_QUEUE = 512;

    /** Silence of a leader before another is elected; measured best of 300, 600 and 1000 ms. */
    public static final Duration RAFT_ELECTION_TIMEOUT = Duration.ofMillis(600);

    /** How long a call between managers may take before what is under way on its stream is given up. */
    public static final Duration RAFT_CALL = Duration.ofSeconds(5);

    /** How long a manager may take to fetch and read a whole snapshot. */
    public static final Duration RAFT_SNAPSHOT = Duration.ofMinutes(5);

    /** Messages with entries on their way to one manager. */
    public static final int RAFT_IN_FLIGHT = 64;

    /** Between two tries to change the voters, while another change or a newcomer's catching up is under way. */
    public static final Duration RAFT_CHANGE_PAUSE = Duration.ofMillis(100);

    /** How long a manager that is to vote may take to catch up with the log. */
    public static final Duration VOTER_CHANGE = Duration.ofSeconds(20);

    /** Between two looks at who votes, when nothing else gave a reason. */
    public static final Duration VOTER_LOOK = Duration.ofSeconds(1);

    /** How long a call waits on a manager that does not lead until one does. */
    public static final Duration LEADER_WAIT = Duration.ofSeconds(5);

    /** How long a majority may take to say that a manager's state is new, */
    public static final Duration FRESH_ANSWER = Duration.ofSeconds(1);

    /** and how often a manager asks it without a reason, to know how old its state is. */
    public static final Duration FRESH_LOOK = Duration.ofSeconds(5);

    /** Between two looks for a leader. */
    public static final Duration LEADER_LOOK = Duration.ofMillis(20);

    /** Between two looks whether another manager leads. */
    public static final Duration RAFT_LOOK = Duration.ofMillis(10);

    /** How long a manager that stops waits for another to take the lead. */
    public static final Duration HAND_OVER = Duration.ofSeconds(2);

    /** A snapshot is taken after this many entries since the last, */
    public static final int SNAPSHOT_AFTER_ENTRIES = 10_000;

    /** or after this many bytes of them. */
    public static final long SNAPSHOT_AFTER_BYTES = 64L << 20;

    /** Bytes of changes that are gathered to one part of a snapshot. */
    public static final int SNAPSHOT_PART_BYTES = 256 << 10;

    /** Bytes that one part may have when it is read: gathered ones, and the largest change. */
    public static final int SNAPSHOT_PART_MOST_BYTES = 16 << 20;

    /** Messages sealed under one derived key. */
    public static final long SEALS_PER_KEY = 1L << 24;

    /** Bytes; a write that failed with less free space than this is told as a full disk. */
    public static final long DISK_FULL_BYTES = 2L * TRANSACTION_BYTES;

    // Control loop

    /** Messages that wait for the control loop; whoever brings one more waits. */
    public static final int CONTROL_QUEUE = 4096;

    /** Messages that one turn takes, and so one transaction answers. */
    public static final int MESSAGES_PER_TURN = 1024;

    /** How long a request waits for a place in the queue before it is turned away. */
    public static final Duration QUEUE_WAIT = Duration.ofSeconds(5);

    /** How long a part of the daemon is waited for when it closes. */
    public static final Duration CLOSE_WAIT = Duration.ofSeconds(5);

    /** How long a daemon that announced its stop may be away before its node counts as down. */
    public static final Duration GOODBYE_GRACE = Duration.ofSeconds(60);

    /** How long a client's request may take until its outcome is called unknown. */
    public static final Duration REQUEST_WAIT = Duration.ofSeconds(30);

    /** Clients that hold locks of stacks, or wait for one; further ones are refused. */
    public static final int LOCK_CLAIMS = 256;

    /** Stacks that one client locks together. */
    public static final int LOCK_STACKS = 64;

    /** Characters of the names under which a client holds a lock. */
    public static final int LOCK_HOLDER_TEXT = 256;

    // Agent and engine

    /** Containers of one engine that are made or started at one time; more make each slower (NETWORK measurements). */
    public static final int STARTS_IN_FLIGHT = 4;

    /** Images fetched at one time. */
    public static final int PULLS_IN_FLIGHT = 3;

    /** Bytes of all secrets and configs of a node. */
    public static final long SECRET_FILES_BYTES = 512L << 20;

    /** How long a mount command may take. */
    public static final Duration MOUNT_TIMEOUT = Duration.ofSeconds(10);

    /** How often an engine's failure is met with another try before the task ends with it. */
    public static final int ENGINE_TRIES = 5;

    /** Pause before the second try of a call to the engine; it doubles with each further one. */
    public static final Duration ENGINE_RETRY_FIRST = Duration.ofMillis(200);

    /** The longest pause between two tries. */
    public static final Duration ENGINE_RETRY_LONGEST = Duration.ofSeconds(5);

    /** Characters of a health check's output that end up in a task's error. */
    public static final int PROBE_OUTPUT = 500;

    /** Statuses of tasks in one message to the managers. */
    public static final int REPORTS_PER_MESSAGE = 1_000;

    /** Between the stop signal and the kill, for a container whose task no manager knows any more. */
    public static final Duration STRANGER_GRACE = Duration.ofSeconds(10);

    // Sessions with agents and clients

    /** How often an agent says that it is there. */
    public static final Duration HEARTBEAT = Duration.ofSeconds(1);

    /** A peer that takes nothing for this long has lost its stream. */
    public static final Duration SEND_WAIT = Duration.ofSeconds(30);

    /** Silence after which a client is asked whether it is still there; its locks end when it does not answer */
    public static final Duration CLIENT_SILENCE = Duration.ofSeconds(20);

    /** within this time. */
    public static final Duration CLIENT_ANSWER = Duration.ofSeconds(20);

    /** Bytes of one message; a deploy with many large configs is the largest there is. */
    public static final int MESSAGE_BYTES = 64 << 20;

    /** Connections to the engine: one for each call under way, each open stream of events or logs. */
    public static final int ENGINE_CONNECTIONS = 256;

    /** How long a connect to the engine's socket may take. */
    public static final Duration ENGINE_CONNECT = Duration.ofSeconds(5);

    /** How long the engine may take for one call; a slow disk can make a container take long. */
    public static final Duration ENGINE_CALL = Duration.ofMinutes(2);

    /** Bytes of an engine's error that are read. */
    public static final int ENGINE_ERROR_BYTES = 64 * 1024;

    /** Bytes of one write of a container; engines cut at 16 KiB and put a time stamp before it. */
    public static final int LOG_FRAME_BYTES = 1 << 20;

    /** Pause before the second try to open a session; it doubles with each further one. */
    public static final Duration RECONNECT_FIRST = Duration.ofMillis(100);

    /**
     * The longest pause between two tries to open a session: well below the time after which a silent node is down, so that
     * a manager that comes back finds its nodes in time.
     */
    public static final Duration RECONNECT_LONGEST = Duration.ofSeconds(2);

    /** How often an agent looks whether what it said of its node still holds. */
    public static final Duration DESCRIBE_EVERY = Duration.ofSeconds(20);

    /** How long an engine may take to describe itself before the node says that it has none. */
    public static final Duration ENGINE_DESCRIBE = Duration.ofSeconds(10);

    /** How long an agent that stops waits for its goodbye to be sent. */
    public static final Duration GOODBYE_WAIT = Duration.ofSeconds(2);

    /** Statuses of tasks are written to the node's disk at most this often. */
    public static final Duration KEEP_STATUSES_EVERY = Duration.ofMillis(500);

    /** Log requests that a node serves at one time. */
    public static final int LOG_REQUESTS = 64;

    /** Lines of a log request that wait to be sent; the containers' logs are read no faster. */
    public static final int LOG_LINES_WAITING = 256;

    /** Lines in one message. */
    public static final int LOG_LINES_OF_CHUNK = 128;

    /** How often a log request looks whether all its containers have ended. */
    public static final Duration LOG_POLL = Duration.ofMillis(200);

    /** How long until a port or name server address that could not be had is tried again. */
    public static final Duration NETWORK_RETRY = Duration.ofSeconds(1);

    /** How long a new manager may take to lead for the first time. */
    public static final Duration FIRST_ELECTION = Duration.ofSeconds(20);

    /** How long the containers of a node that leaves may take to stop. */
    public static final Duration LEAVE_WAIT = Duration.ofSeconds(60);

    /** How long a registry may take to say what an image's name means. */
    public static final Duration DIGEST_WAIT = Duration.ofSeconds(5);

    /** Reports that are not accepted for this long are sent again. */
    public static final Duration REPORT_RESEND = Duration.ofSeconds(10);

    // Nodes among each other

    /** Calls under way on one connection of a node. */
    public static final int CALLS_PER_CONNECTION = 1024;

    /** How long the other end may take for its part of the handshake. */
    public static final Duration HANDSHAKE = Duration.ofSeconds(10);

    /** Nodes that ask more often than this whether the connection still stands are turned away. */
    public static final Duration KEEP_ALIVE_LEAST = Duration.ofSeconds(5);

    /** A dialled node that is silent for this long is asked whether it is still there, */
    public static final Duration KEEP_ALIVE = Duration.ofSeconds(10);

    /** and is given up when it does not answer within this time. */
    public static final Duration KEEP_ALIVE_ANSWER = Duration.ofSeconds(5);

    /** How long a manager may take for one call of a machine that joins or renews its certificate. */
    public static final Duration TRUST_CALL = Duration.ofSeconds(10);

    /** How long a machine that joins waits for the managers to have a leader, */
    public static final Duration JOIN_WAIT = Duration.ofSeconds(20);

    /** and how long before it asks them again. */
    public static final Duration JOIN_PAUSE = Duration.ofMillis(200);

    /** How often a machine that joins is sent on to another manager. */
    public static final int REDIRECTS = 4;

    /** Pause before the second try to renew a certificate; it doubles with each further one, as the peer's does. */
    public static final Duration RENEW_RETRY_FIRST = Duration.ofSeconds(5);

    /** The longest pause between two tries to renew a certificate. */
    public static final Duration RENEW_RETRY_LONGEST = Duration.ofHours(1);

    /** Clocks that differ by more than this are told. */
    public static final Duration CLOCK_SKEW_TOLD = Duration.ofSeconds(5);

    /** A machine whose clock differs by more than this does not join: a certificate may not hold yet, or any more. */
    public static final Duration CLOCK_SKEW_REFUSED = Duration.ofMinutes(30);

    /** Heartbeats in the time after which a silent node is down; but one a second at least. */
    public static final int HEARTBEATS_OF_DOWN_TIME = 5;

    /** Silence after which a session counts as lost, in heartbeats. */
    public static final int HEARTBEATS_MISSED = 3;

    /**
     * An agent that hears nothing from its manager for this long looks for another: three heartbeats, so that it has found
     * the next leader before that one calls its node down.
     */
    public static final Duration MANAGER_SILENCE = Duration.ofSeconds(3);

    /** A manager that does not take an agent's greeting within this time is one that nobody can reach. */
    public static final Duration MANAGER_DIAL = Duration.ofSeconds(3);

    /** How long a node whose port is refused, and whose host so lives, is given for its daemon to come back. */
    public static final Duration DAEMON_GRACE = Duration.ofSeconds(30);

    /** How long the probe of a node's port may take before the host counts as silent. */
    public static final Duration PROBE = Duration.ofSeconds(1);

    /** How long an external CA may take to be reached, and to answer; the peer's. */
    public static final Duration EXTERNAL_CALL = Duration.ofSeconds(5);

    /** Bytes of an external CA's answer. */
    public static final int EXTERNAL_ANSWER_BYTES = 1 << 20;

    /** Nodes that a change of the root waits for, by name in what is told of it. */
    public static final int ROTATION_NAMES = 20;

    /** Certificates of a new root are asked for within this time, so that the nodes do not come all at once. */
    public static final Duration ROTATION_SPREAD = Duration.ofSeconds(3);

    /** Between two tries to have what older keys sealed superseded by snapshots. */
    public static final Duration KEY_STEP = Duration.ofSeconds(2);

    /** How long a manager waits until its state is known to be the newest. */
    public static final Duration FRESH_WAIT = Duration.ofSeconds(5);

    /** Bytes of a file with an unlock key. */
    public static final int UNLOCK_KEY_BYTES = 4096;

    /** How often the connections of nodes are held against the clock. */
    public static final Duration CONNECTION_CHECK = Duration.ofSeconds(30);

    /** How long until a port that could not be had is tried again. */
    public static final Duration PORT_RETRY = Duration.ofSeconds(1);

    /** Nodes of a cluster; one more is refused. */
    public static final int NODES = 10_000;
}
