package kyoten.site;

import com.google.protobuf.ByteString;
import io.vavr.collection.Array;
import io.vavr.collection.SortedMap;
import io.vavr.collection.Vector;
import io.vavr.control.Option;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import kyoten.node.Effect;
import kyoten.node.Env;
import kyoten.node.Event;
import kyoten.node.NodeId;
import kyoten.node.Step;
import kyoten.raft.Outcome;
import kyoten.raft.Proposal;
import kyoten.raft.RaftState;
import kyoten.raft.RaftStep;
import kyoten.site.SiteState.AdminWaiting;
import kyoten.site.SiteState.ClientWaiting;
import kyoten.site.SiteState.OwnWaiting;
import kyoten.site.SiteState.Pages;
import kyoten.site.SiteState.Patient;
import kyoten.site.SiteState.ProposedWaiting;
import kyoten.site.SiteState.Tenure;
import kyoten.site.SiteState.Waiting;
import kyoten.site.message.ClientReply;
import kyoten.site.message.Command;

/**
 * One step of a server: the state on its way from the one to the next, and the effects so far. It passes events on to
 * Raft, and what comes of them to whoever waits for it.
 */
final class SiteTurn {
    private final SiteServer server;
    private final Env env;
    private final List<Effect> effects = new ArrayList<>();
    private RaftState<Store> raft;
    private Option<Tenure> tenure;
    private SortedMap<Long, Waiting> waiting;
    private Pages pages;
    private Option<Patient> patient;
    private long nextTicket;

    SiteTurn(SiteServer server, SiteState state, Env env) {
        this.server = server;
        this.env = env;
        this.raft = state.raft();
        this.tenure = state.tenure();
        this.waiting = state.waiting();
        this.pages = state.pages();
        this.patient = state.patient();
        this.nextTicket = state.nextTicket();
    }

    Step<SiteState> step() {
        if (tenure.isDefined() && !tenure.get().isSettled()) {
            Vouching.settle(this);
        }
        return new Step<>(new SiteState(raft, tenure, waiting, pages, patient, nextTicket), Array.ofAll(effects));
    }

    SiteServer server() {
        return server;
    }

    Env env() {
        return env;
    }

    RaftState<Store> raft() {
        return raft;
    }

    Store store() {
        return raft.machine();
    }

    Option<Tenure> tenure() {
        return tenure;
    }

    void set(Tenure newTenure) {
        tenure = Option.some(newTenure);
    }

    Pages pages() {
        return pages;
    }

    void set(Pages newPages) {
        pages = newPages;
    }

    Option<Patient> patient() {
        return patient;
    }

    void set(Option<Patient> newPatient) {
        patient = newPatient;
    }

    void add(Effect effect) {
        effects.add(effect);
    }

    /** Whom to ask instead of this server; empty if unknown. */
    String leader() {
        return raft.leader(server.options().self()).map(NodeId::name).getOrElse("");
    }

    void reply(ClientWaiting to, ClientReply.Builder reply) {
        add(new Effect.Send(
                to.client(),
                reply.setAttempt(to.request().getAttempt()).setTerm(raft.term()).build()));
    }

    void toRaft(Event event) {
        absorb(server.raft().on(raft, event, env));
    }

    /** Puts a command into the log, and before it those that wait for one. Only a leader whose state is up to date does so. */
    void propose(Waiting who, Command.Builder command) {
        propose(patientOnes().append(proposal(who, command)));
    }

    /** Puts the commands into the log that wait for another to go with. */
    void proposePatient() {
        propose(patientOnes());
    }

    private Vector<Proposal> patientOnes() {
        return Patience.take(this).map(command -> proposal(new ProposedWaiting(), command.toBuilder()));
    }

    private void propose(Vector<Proposal> proposals) {
        absorb(server.raft().propose(raft, proposals, env));
    }

    private Proposal proposal(Waiting who, Command.Builder command) {
        long time = tenure.get().clock().get().at(env.now());
        ByteString bytes =
                command.setTime(time).setWall(Math.max(0, env.wall())).build().toByteString();
        return new Proposal(ticket(who), bytes);
    }

    void read(Waiting who) {
        long ticket = ticket(who);
        absorb(server.raft().read(raft, ticket, env));
    }

    /** A new ticket for Raft, at whose end somebody is told. */
    long ticket(Waiting who) {
        waiting = waiting.put(nextTicket, who);
        return nextTicket++;
    }

    /** The ordinal of a decision of chance of which one step may take several: none of this boot has the same. */
    int ordinal() {
        return (int) nextTicket++;
    }

    void absorb(RaftStep<Store> step) {
        raft = step.state();
        for (Effect effect : step.effects()) {
            effects.add(effect);
        }
        for (Outcome outcome : step.outcomes()) {
            onOutcome(outcome);
        }
    }

    private void onOutcome(Outcome outcome) {
        if (outcome instanceof Outcome.Applied applied) {
            onApplied(applied.ticket(), applied.result());
        } else if (outcome instanceof Outcome.ReadReady ready) {
            if (take(ready.ticket()) instanceof ClientWaiting client) {
                Reads.answer(this, client);
            }
        } else if (outcome instanceof Outcome.Refused refused) {
            onRefused(refused);
        } else if (outcome instanceof Outcome.Abandoned abandoned) {
            if (take(abandoned.ticket()) instanceof AdminWaiting admin) {
                add(admin.operator().answer(AdminDesk.unknown()));
            }
        } else if (outcome instanceof Outcome.BecameLeader became) {
            Vouching.onBecameLeader(this, became.term());
        } else if (outcome instanceof Outcome.Deposed) {
            tenure = Option.none();
            patient = Option.none();
            add(new Effect.CancelTimer(SiteServer.VOUCH));
            add(new Effect.CancelTimer(Patience.TIMER));
        } else if (!(outcome instanceof Outcome.Restored || outcome instanceof Outcome.Failed)) {
            throw new IllegalArgumentException("unknown outcome " + outcome);
        }
    }

    private Waiting take(long ticket) {
        Waiting who = waiting.get(ticket)
                .getOrElseThrow(() -> new IllegalStateException("Raft ended ticket " + ticket + ", which nobody has"));
        waiting = waiting.remove(ticket);
        return who;
    }

    private void onApplied(OptionalLong ticket, Object result) {
        if (ticket.isEmpty()) {
            return;
        }
        Waiting who = take(ticket.getAsLong());
        if (who instanceof ClientWaiting client) {
            ClientDesk.onResult(this, client, (Result) result);
        } else if (who instanceof AdminWaiting admin) {
            add(admin.operator().answer(AdminDesk.done()));
        } else if (who instanceof OwnWaiting) {
            Vouching.onRecorded(this);
        } else {
            onProposed((Result) result);
        }
    }

    private void onProposed(Result result) {
        if (result instanceof Result.Diverged diverged) {
            add(new Effect.Note(Marks.STREAM_DIVERGED, diverged.next().toString()));
        } else if (result instanceof Result.Ignored ignored) {
            add(new Effect.Note(Step.IGNORED, ignored.why()));
        }
    }

    private void onRefused(Outcome.Refused refused) {
        Waiting who = take(refused.ticket());
        if (who instanceof ClientWaiting client) {
            ClientDesk.onRefused(this, client);
        } else if (who instanceof AdminWaiting admin) {
            add(admin.operator().answer(AdminDesk.refused(refused.reason(), leader())));
        } else if (who instanceof OwnWaiting) {
            Vouching.onRefused(this);
        }
    }
}
