package kyoten.raft;

import io.vavr.collection.Array;
import io.vavr.collection.List;
import io.vavr.collection.TreeMap;
import io.vavr.collection.Vector;
import io.vavr.control.Option;
import java.util.ArrayList;
import java.util.OptionalLong;
import kyoten.node.Effect;
import kyoten.node.Env;
import kyoten.node.NodeId;
import kyoten.node.Step;

/**
 * One step in the making: the state unfolded into fields, and what the step asks for. It lives for one call of {@link
 * Raft} and is folded into values at its end; so the handlers can be told as a sequence, and a step costs one new state.
 */
final class Turn<T> {
    final RaftOptions options;
    final Machine<T> machine;
    final Names names;
    final Env env;

    long bootId;
    HardState hard;
    Log log;
    Disk disk;
    Role role;
    long commit;
    T value;
    Snapshot<T> snapshot;
    long nextCut;
    List<RaftState.Configured> configurations;
    Doubt doubt;
    RaftState.Contact contact;
    long numbers;
    RaftState.Held held;
    Option<Snapshot.Saving<T>> saving;
    Option<Snapshot.Incoming> incoming;
    TreeMap<NodeId, Snapshot.Transfer<T>> transfers;

    private final ArrayList<Effect> effects = new ArrayList<>();
    private final ArrayList<Outcome> outcomes = new ArrayList<>(2);
    private int draws;

    Turn(RaftOptions options, Machine<T> machine, Names names, RaftState<T> state, Env env) {
        this.options = options;
        this.machine = machine;
        this.names = names;
        this.env = env;
        bootId = state.bootId();
        hard = state.hard();
        log = state.log();
        disk = state.disk();
        role = state.role();
        commit = state.commit();
        value = state.machine();
        snapshot = state.snapshot();
        nextCut = state.nextCut();
        configurations = state.configurations();
        doubt = state.doubt();
        contact = state.contact();
        numbers = state.numbers();
        held = state.held();
        saving = state.saving();
        incoming = state.incoming();
        transfers = state.transfers();
    }

    RaftStep<T> step() {
        RaftState<T> state = new RaftState<>(
                bootId,
                hard,
                log,
                disk,
                role,
                commit,
                value,
                snapshot,
                nextCut,
                configurations,
                doubt,
                contact,
                numbers,
                held,
                saving,
                incoming,
                transfers);
        return new RaftStep<>(state, Array.ofAll(effects), Array.ofAll(outcomes));
    }

    NodeId self() {
        return options.self();
    }

    Configuration configuration() {
        return configurations.head().configuration();
    }

    long draw(String purpose) {
        return env.random(purpose, draws++);
    }

    long electionNanos() {
        return options.timing().election().toNanos();
    }

    /** The state, for a server that must lead to have come here. */
    Leader leader() {
        if (role instanceof Leader leader) {
            return leader;
        }
        throw new IllegalStateException("a leader's work was given to a " + role);
    }

    boolean isDiskOf(Configuration.Member member, long diskId) {
        return member.diskId() == 0 || member.diskId() == diskId;
    }

    void effect(Effect effect) {
        effects.add(effect);
    }

    void outcome(Outcome outcome) {
        outcomes.add(outcome);
    }

    void note(String mark, String detail) {
        effects.add(new Effect.Note(mark, detail));
    }

    /** A guard's answer: what arrived changes nothing. */
    void ignored(String why) {
        note(Step.IGNORED, why);
    }

    void refuse(long ticket, String reason) {
        outcomes.add(
                new Outcome.Refused(ticket, reason, role instanceof Leader ? Option.some(self()) : role.knownLeader()));
    }

    void applied(Entry entry, OptionalLong ticket, Object result) {
        outcomes.add(new Outcome.Applied(entry.getIndex(), entry.getTerm(), ticket, result));
    }

    /** The beginning of a message of the current term. */
    RaftEnvelope.Builder envelope(long number) {
        return RaftEnvelope.newBuilder()
                .setGroup(options.group())
                .setTerm(hard.term())
                .setNumber(number)
                .setBootId(bootId)
                .setDiskId(hard.diskId());
    }

    boolean hardIsSynced() {
        return disk.hard() == hard || disk.hard().equals(hard);
    }

    /** Sends, once the current hard state is synced (rule R1: a term or a vote is durable before anything else leaves). */
    void send(NodeId to, RaftEnvelope message) {
        if (hardIsSynced()) {
            effects.add(new Effect.Send(to, message));
        } else {
            held = new RaftState.Held(
                    held.forHard().append(new RaftState.Held.Answer(0, to, message)), held.forEntries());
        }
    }

    /** Sends, once the log up to the index is synced (rule R2). */
    void sendWhenSynced(long index, NodeId to, RaftEnvelope message) {
        if (disk.synced() >= index) {
            send(to, message);
        } else {
            held = new RaftState.Held(
                    held.forHard(), held.forEntries().append(new RaftState.Held.Answer(index, to, message)));
        }
    }

    /** Lets go what waited for what has been synced by now. */
    void release() {
        if (!hardIsSynced()) {
            return;
        }
        Vector<RaftState.Held.Answer> waiting = held.forEntries();
        for (RaftState.Held.Answer answer : held.forHard()) {
            effects.add(new Effect.Send(answer.to(), answer.message()));
        }
        while (!waiting.isEmpty() && waiting.head().index() <= disk.synced()) {
            effects.add(new Effect.Send(waiting.head().to(), waiting.head().message()));
            waiting = waiting.tail();
        }
        if (!held.forHard().isEmpty() || waiting != held.forEntries()) {
            held = waiting.isEmpty() ? RaftState.Held.NONE : new RaftState.Held(Vector.empty(), waiting);
        }
    }

    /** The log in memory loses what lies beyond the index; so do its configurations and the answers about it. */
    void truncate(long index) {
        if (index < commit) {
            throw new IllegalStateException("committed entries would go: commit " + commit + ", cut at " + index);
        }
        log = log.upTo(index);
        disk = disk.truncated(index);
        configurations = configurations.dropWhile(configured -> configured.index() > index);
        held = new RaftState.Held(held.forHard(), held.forEntries().filter(answer -> answer.index() <= index));
        note(Marks.LOG_TRUNCATED, "after " + index);
    }

    /** Appends to the log in memory; a configuration acts from now on (§4.1). */
    void append(Entry entry) {
        log = log.append(entry);
        if (entry.getKind() == Entry.Kind.CONFIGURATION) {
            configurations = configurations.prepend(
                    new RaftState.Configured(entry.getIndex(), Configuration.of(entry.getPayload())));
            note(Marks.CONFIG_CHANGED, "");
        }
    }

    /** A higher term: what waited to be said in the old one is not said any more. */
    void adopt(HardState higher) {
        hard = higher;
        held = RaftState.Held.NONE;
        incoming = Option.none();
    }
}
