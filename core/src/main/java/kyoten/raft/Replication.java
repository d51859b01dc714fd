package kyoten.raft;

import com.google.protobuf.ByteString;
import io.vavr.control.Option;
import kyoten.node.Effect;
import kyoten.node.NodeId;

/** The leader's side of replication: pipelined, batched, bounded per peer (§3.5, §10.2). */
final class Replication {
    private Replication() {}

    static <T> Entry entry(Turn<T> turn, Entry.Kind kind, ByteString payload) {
        return Entry.newBuilder()
                .setIndex(turn.log.lastIndex() + 1)
                .setTerm(turn.hard.term())
                .setKind(kind)
                .setPayload(payload)
                .build();
    }

    static <T> void pumpAll(Turn<T> turn) {
        int peers = turn.leader().peers().size();
        for (int i = 0; i < peers; i++) {
            pump(turn, i);
        }
    }

    /** Sends a peer what it lacks, as far as its window allows. */
    static <T> void pump(Turn<T> turn, int i) {
        int inFlight = turn.options.limits().inFlight();
        while (true) {
            Progress peer = turn.leader().peers().get(i);
            if (peer.mode() == Progress.Mode.SNAPSHOT
                    || peer.next() > turn.log.lastIndex()
                    || peer.standing().noRoom()
                    || peer.window().inFlight() >= (peer.mode() == Progress.Mode.PROBE ? 1 : inFlight)) {
                return;
            }
            if (peer.next() - 1 < turn.log.baseIndex()) {
                Snapshots.begin(turn, i);
                return;
            }
            sendEntries(turn, i, peer);
        }
    }

    private static <T> void sendEntries(Turn<T> turn, int i, Progress peer) {
        AppendRequest.Builder request = request(turn, peer, peer.next() - 1);
        long next = peer.next();
        long last = turn.log.lastIndex();
        int room = turn.options.limits().batchBytes();
        while (next <= last) {
            Entry entry = turn.log.entry(next);
            room -= entry.getSerializedSize();
            if (room < 0 && next > peer.next()) {
                break;
            }
            request.addEntries(entry);
            next++;
        }
        send(turn, i, peer.sending(next, true), request);
    }

    private static <T> AppendRequest.Builder request(Turn<T> turn, Progress peer, long prev) {
        AppendRequest.Builder request = AppendRequest.newBuilder()
                .setPrevIndex(prev)
                .setPrevTerm(prev == 0 ? 0 : turn.log.term(prev))
                .setCommit(turn.commit)
                .setRound(turn.leader().round());
        Progress.Standing standing = peer.standing();
        if (standing.trust() == Progress.Trust.DOUBTFUL && peer.match() >= standing.target()) {
            request.setClearedBoot(standing.bootId());
        } else if (standing.trust() == Progress.Trust.STRANGER) {
            request.setBarredBoot(standing.bootId());
        }
        return request;
    }

    private static <T> void send(Turn<T> turn, int i, Progress sending, AppendRequest.Builder request) {
        turn.role = turn.leader().with(i, sending);
        turn.send(
                sending.node(),
                turn.envelope(sending.window().sent()).setAppendRequest(request).build());
    }

    /** Tells everybody who leads, asks for the current round, and finds out what was lost on the way. */
    static <T> void broadcast(Turn<T> turn) {
        int peers = turn.leader().peers().size();
        for (int i = 0; i < peers; i++) {
            Progress peer = turn.leader().peers().get(i);
            long prev = peer.mode() == Progress.Mode.SNAPSHOT || peer.next() - 1 < turn.log.baseIndex()
                    ? 0
                    : peer.next() - 1;
            send(turn, i, peer.sending(peer.next(), false), request(turn, peer, prev));
        }
    }

    static <T> void onAppendResponse(Turn<T> turn, NodeId from, RaftEnvelope message) {
        if (!(turn.role instanceof Leader leader)) {
            turn.ignored("not a leader");
            return;
        }
        int i = leader.peers().find(from);
        if (i < 0) {
            turn.ignored("not a member");
            return;
        }
        long number = message.getNumber();
        if (!leader.peers().get(i).window().awaits(number)) {
            turn.ignored("not the answer that is awaited");
            return;
        }
        AppendResponse response = message.getAppendResponse();
        Progress peer = Standings.heard(turn, leader.peers().get(i), message, response);
        if (response.getMatched()) {
            if (response.getIndex() > turn.log.lastIndex()) {
                throw new IllegalStateException(from + " matched " + response.getIndex() + " beyond the leader's log");
            }
            peer = matched(peer, number, response);
        } else {
            peer = rejected(turn, peer, response);
        }
        turn.role = leader.with(i, peer);
        Commit.advance(turn);
        if (turn.role instanceof Leader) {
            Reads.confirm(turn);
            Handovers.onProgress(turn, i);
            pump(turn, i);
        }
    }

    private static Progress matched(Progress peer, long number, AppendResponse response) {
        Progress moved = peer.matched(response.getIndex());
        if (!response.getPending()) {
            moved = moved.with(moved.window().landed(number));
        }
        return moved.mode() == Progress.Mode.PROBE ? moved.with(Progress.Mode.STREAM) : moved;
    }

    /** The logs part before the request's entries (§3.5, with the back-off by terms that it sketches). */
    private static <T> Progress rejected(Turn<T> turn, Progress peer, AppendResponse response) {
        if (peer.mode() == Progress.Mode.SNAPSHOT) {
            return peer;
        }
        return peer.probing(Math.min(nextAfter(turn.log, response), turn.log.lastIndex() + 1));
    }

    /**
     * Where to go on: after our last entry of the term that the peer has there, if we have that term too. Both logs then
     * begin it at the same index, since one leader wrote it.
     */
    static long nextAfter(Log log, AppendResponse response) {
        long first = response.getIndex();
        long term = response.getHintTerm();
        return term > 0 && log.matches(first, term) ? log.firstOfTerm(term + 1) : first;
    }

    /** Heartbeat: one timer does all that a leader does by the clock. */
    static <T> void onHeartbeat(Turn<T> turn) {
        if (!(turn.role instanceof Leader leader)) {
            turn.ignored("not a leader");
            return;
        }
        if (!hearsMajority(turn, leader)) {
            // §6.2: a leader that reaches no majority makes room, and tells its clients so.
            Elections.follow(turn, Option.none());
            return;
        }
        turn.effect(new Effect.SetTimer(
                turn.names.heartbeat(), turn.options.timing().heartbeat().toNanos()));
        Handovers.onTick(turn);
        Reads.beginRound(turn);
        broadcast(turn);
        Snapshots.onTick(turn);
    }

    private static <T> boolean hearsMajority(Turn<T> turn, Leader leader) {
        long since = turn.env.now() - turn.electionNanos();
        int voters = turn.configuration().isVoter(turn.self()) ? 1 : 0;
        int heard = voters;
        for (int i = 0; i < leader.peers().size(); i++) {
            Progress peer = leader.peers().get(i);
            if (peer.member().voter()) {
                voters++;
                heard += peer.standing().heardAt() >= since ? 1 : 0;
            }
        }
        return 2 * heard > voters || voters == 0;
    }
}
