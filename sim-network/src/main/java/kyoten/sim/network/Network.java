package kyoten.sim.network;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import kyoten.sim.kernel.Counted;
import kyoten.sim.kernel.Dice;
import kyoten.sim.kernel.Happening;
import kyoten.sim.kernel.Kernel;

/**
 * All links of a world. Ends are numbered from 0 on.
 *
 * <p>A message that is under way when a link is cut still arrives: a cut stops what is sent during it. Held messages belong
 * to the network: they outlive elections and restarts of either end.
 */
public final class Network {

    /** Where the network asks what holds and where it delivers. */
    public interface Ends {

        /** What the link does now, without held messages. */
        LinkConditions conditions(int from, int to);

        /** The chance of a link, for the present boot of its sender. */
        Dice dice(int from, int to);

        /** Delivers bytes. */
        void deliver(int from, int to, byte[] bytes);
    }

    /** Hears what becomes of messages. */
    @FunctionalInterface
    public interface Deciding {

        /**
         * A message is sent that is not cut off.
         *
         * @param number among all that the one sent to the other, counted from 1
         * @param delays for each time that it arrives; a queue and a held link come on top
         */
        void decided(int from, int to, long number, long... delays);
    }

    private final Kernel kernel;
    private final Ends ends;
    private final List<Link> holding = new ArrayList<>();
    private Link[][] links = new Link[0][];
    private Deciding deciding = (from, to, number, delays) -> {};
    private int version = 1;

    public Network(Kernel kernel, Ends ends) {
        this.kernel = kernel;
        this.ends = ends;
    }

    /** Sends bytes; they are not copied and must not change. */
    public Fate send(int from, int to, byte[] bytes) {
        kernel.tally().add(Counted.MESSAGES_SENT);
        return link(from, to).send(bytes);
    }

    /** Conditions may have changed: links look anew, and what is held no longer is released, in the order of sending. */
    public void conditionsChanged() {
        version++;
        List<Link> before = List.copyOf(holding);
        holding.clear();
        for (Link link : before) {
            if (!link.release()) {
                holding.add(link);
            }
        }
    }

    /** A sender's boot began: its links get chance of their own for it. */
    public void senderBooted(int from) {
        if (from < links.length) {
            for (Link link : links[from]) {
                if (link != null) {
                    link.renewDice();
                }
            }
        }
    }

    /**
     * Fixes what becomes of a message, whatever chance would have done. It is lost all the same where the link is cut or full.
     *
     * @param number among all that the one sends to the other, counted from 1
     * @param delays for each time that it arrives, at most two
     */
    public void decide(int from, int to, long number, long... delays) {
        link(from, to).decide(number, delays);
    }

    /** Tells from now on what becomes of messages. */
    public void listen(Deciding listener) {
        deciding = listener;
    }

    private Link link(int from, int to) {
        if (from >= links.length || to >= links[from].length) {
            makeRoom(from, to);
        }
        Link link = links[from][to];
        if (link == null) {
            link = new Link(this, from, to);
            links[from][to] = link;
        }
        return link;
    }

    private void makeRoom(int from, int to) {
        int before = links.length;
        links = Arrays.copyOf(links, Math.max(from + 1, before));
        for (int i = before; i < links.length; i++) {
            links[i] = new Link[0];
        }
        links[from] = Arrays.copyOf(links[from], Math.max(to + 1, links[from].length));
    }

    Kernel kernel() {
        return kernel;
    }

    Ends ends() {
        return ends;
    }

    int version() {
        return version;
    }

    Deciding deciding() {
        return deciding;
    }

    void holds(Link link) {
        holding.add(link);
    }

    /** Bytes on their way. */
    static final class Arrival extends Happening {
        private final Link link;
        private final byte[] bytes;

        Arrival(Link link, byte[] bytes) {
            this.link = link;
            this.bytes = bytes;
        }

        @Override
        protected void happen() {
            link.arrived(bytes);
        }
    }
}
