package kyoten.raft;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Short random schedules with crashes, losses, doubles, reorderings and torn writes, and the four properties of Raft after every step. */
class RandomScheduleTest {
    private static final int SEEDS = 200;
    private static final int STEPS = 600;

    /** What a schedule may do besides delivering, losing and crashing. */
    private record Weather(String founders, int snapshotEvery, boolean changes, boolean wipes, boolean fullDisks) {}

    private static final Weather[] WEATHERS = {
        new Weather("a b c", 1_000_000, false, false, false),
        new Weather("a b c", 4, false, false, true),
        new Weather("a b c d e", 6, false, true, false),
        new Weather("a b c", 5, true, true, false),
        new Weather("a b c d", 1_000_000, true, false, true),
    };

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3, 4})
    void nothing_that_can_happen_breaks_safety_and_everything_comes_to_rest_when_it_ends(int weather) {
        for (int seed = 0; seed < Integer.getInteger("raft.seeds", SEEDS); seed++) {
            run(WEATHERS[weather], seed);
        }
    }

    @Test
    void the_same_schedule_comes_out_the_same() {
        Schedule once = run(WEATHERS[3], 7);
        Schedule again = run(WEATHERS[3], 7);
        once.lab.servers.forEach(
                (name, server) -> assertThat(again.lab.state(name)).isEqualTo(server.state));
    }

    private static Schedule run(Weather weather, int seed) {
        Schedule schedule = new Schedule(weather, seed);
        try {
            schedule.stir();
            schedule.settle();
        } catch (RuntimeException | AssertionError e) {
            throw new AssertionError("seed " + seed + " of " + weather + ", step " + schedule.steps, e);
        }
        return schedule;
    }

    /** One run. */
    private static final class Schedule {
        final Lab lab;
        final Properties properties;
        private final Weather weather;
        private final SplittableRandom chance;
        private final List<String> names;
        private final List<Lab.Packet> old = new ArrayList<>();
        private String cut = "";
        private boolean wiped;
        private int words;
        int steps;

        Schedule(Weather weather, int seed) {
            this.weather = weather;
            this.chance = new SplittableRandom(seed);
            RaftOptions.Limits limits =
                    new RaftOptions.Limits(1 + chance.nextInt(4), 40, 1000, weather.snapshotEvery, chance.nextInt(3));
            this.lab = new Lab(seed, weather.founders, limits);
            if (weather.changes) {
                lab.add("x", "", limits);
            }
            this.names = List.copyOf(lab.servers.keySet());
            this.properties = new Properties(lab);
        }

        void stir() {
            lab.bootAll();
            if (chance.nextInt(4) > 0) {
                lab.run(Duration.ofSeconds(1));
            }
            for (steps = 0; steps < STEPS; steps++) {
                act(chance.nextInt(1000));
                properties.check();
            }
        }

        private void act(int dice) {
            Lab.Server any = lab.get(names.get(chance.nextInt(names.size())));
            if (dice < 450) {
                deliver();
            } else if (dice < 700) {
                if (any.up && any.disk.isBusy()) {
                    lab.step(any, any.disk.next(chance.nextBoolean()));
                }
            } else if (dice < 830) {
                tick(chance.nextInt(4) == 0 ? 400 : 20);
            } else if (dice < 900) {
                proposeOrRead(any);
            } else if (dice < 925) {
                lab.wire.removeIf(packet -> chance.nextInt(3) == 0);
            } else if (dice < 945) {
                cut = chance.nextInt(3) == 0 ? "" : any.name;
            } else if (dice < 965) {
                crash(any);
            } else if (dice < 990) {
                if (!any.up) {
                    lab.boot(any.name);
                }
            } else {
                rare(any);
            }
        }

        private void deliver() {
            if (chance.nextInt(12) == 0 && !old.isEmpty()) {
                lab.receive(old.get(chance.nextInt(old.size())));
                return;
            }
            if (lab.wire.isEmpty()) {
                return;
            }
            int i = chance.nextInt(3) == 0 ? chance.nextInt(lab.wire.size()) : 0;
            Lab.Packet packet = lab.wire.remove(i);
            if (packet.from().equals(cut) || packet.to().equals(cut)) {
                if (chance.nextInt(4) == 0) {
                    old.add(packet);
                }
                return;
            }
            if (chance.nextInt(6) == 0) {
                old.add(packet);
            }
            lab.receive(packet);
        }

        private void tick(int millis) {
            lab.now += Duration.ofMillis(chance.nextInt(millis)).toNanos();
            for (Lab.Server server : lab.servers.values()) {
                for (String timer : List.copyOf(server.timers.keySet())) {
                    if (server.up && server.timers.containsKey(timer) && server.timers.get(timer) <= lab.now) {
                        lab.fire(server.name, timer.substring("raft/0/".length()));
                    }
                }
            }
        }

        private void proposeOrRead(Lab.Server any) {
            String target = chance.nextInt(4) == 0 || lab.leader().isEmpty() ? any.name : lab.leader();
            if (!lab.get(target).up) {
                return;
            }
            if (chance.nextInt(3) == 0) {
                properties.reading(target, lab.read(target));
            } else {
                lab.propose(target, "w" + ++words);
            }
        }

        private void crash(Lab.Server server) {
            if (server.up) {
                server.up = false;
                server.timers.clear();
                server.disk.crash(chance::nextInt);
                properties.crashed(server.name);
            }
        }

        private void rare(Lab.Server any) {
            int dice = chance.nextInt(6);
            if (dice == 0 && weather.wipes && !wiped) {
                wiped = true;
                crash(any);
                any.disk.wipe();
            } else if (dice == 1 && weather.fullDisks) {
                any.disk.full = !any.disk.full;
            } else if (dice == 2) {
                names.forEach(name -> crash(lab.get(name)));
                names.forEach(lab::boot);
            } else if (dice >= 3 && !lab.leader().isEmpty()) {
                change(any);
            }
        }

        private void change(Lab.Server any) {
            String leader = lab.leader();
            kyoten.node.NodeId node = new kyoten.node.NodeId(any.name);
            if (!weather.changes || chance.nextInt(3) == 0) {
                lab.change(leader, (raft, state, ticket, env) -> raft.transfer(state, node, env));
                return;
            }
            // A group with a wiped disk has lost one copy; it is not made to lose another.
            boolean member = lab.state(leader).configuration().member(node).isDefined();
            boolean voter = lab.state(leader).configuration().isVoter(node);
            if (!member) {
                lab.change(leader, (raft, state, ticket, env) -> raft.addLearner(state, node, ticket, env));
            } else if (!voter) {
                lab.change(leader, (raft, state, ticket, env) -> raft.promote(state, node, ticket, env));
            } else if (!wiped && lab.state(leader).configuration().voters().size() > 3) {
                lab.change(leader, (raft, state, ticket, env) -> raft.remove(state, node, ticket, env));
            }
        }

        void settle() {
            for (String name : names) {
                lab.get(name).disk.full = false;
                if (!lab.get(name).up) {
                    lab.boot(name);
                }
            }
            for (int i = 0; i < 200; i++) {
                lab.run(Duration.ofMillis(50));
                properties.check();
            }
            String leader = lab.leader();
            assertThat(leader).as("a leader after the storm: " + states()).isNotEmpty();
            long ticket = lab.propose(leader, "last");
            long read = lab.read(leader);
            lab.run(Duration.ofMillis(500));
            properties.check();
            assertThat(lab.applied(leader, ticket))
                    .as("a write after the storm: " + states())
                    .isTrue();
            assertThat(lab.readReady(leader, read)).as("a read after the storm").isTrue();
            lab.state(leader)
                    .configuration()
                    .members()
                    .forEach(member -> assertThat(lab.words(member.node().name()))
                            .as("what " + member + " holds: " + states())
                            .isEqualTo(lab.words(leader)));
        }

        private String states() {
            StringBuilder text = new StringBuilder();
            for (Lab.Server server : lab.servers.values()) {
                RaftState<?> state = server.state;
                text.append('\n').append(server.name).append(server.up ? " " : " (down) ");
                text.append(state.role())
                        .append(' ')
                        .append(state.hard())
                        .append(" log ")
                        .append(state.log().baseIndex());
                text.append("..").append(state.lastIndex()).append(" commit ").append(state.commitIndex());
                text.append(' ')
                        .append(state.doubt())
                        .append(' ')
                        .append(state.disk())
                        .append(' ');
                text.append(state.configuration());
            }
            return text.toString();
        }
    }
}
