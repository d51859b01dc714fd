package kyoten.raft;

import io.vavr.collection.Seq;
import kyoten.node.Effect;

/**
 * What Raft answers to an event or a request.
 *
 * @param effects to be done in order, before or among those of the room that embeds Raft
 * @param outcomes what happened, in order; {@code state} is the state after all of them
 */
public record RaftStep<T>(RaftState<T> state, Seq<Effect> effects, Seq<Outcome> outcomes) {}
