package kyoten.scenario.guest;

import io.vavr.collection.Vector;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.TreeSet;
import org.objectweb.asm.ClassReader;

/**
 * Looks through a library's classes, before it is a guest, for calls of threads, clocks, chance, sockets and files. It follows from class
 * to class what some of them use, as far as the library goes.
 *
 * <p>What a class calls by way of another library, of reflection or of native code it doesn't see. {@link Outside} catches a thread that
 * is started all the same, and the claim {@code replays-alike} a run that depends on anything else.
 */
public final class ForeignCode {
    private final Class<?> first;
    private final String within;
    private final Vector<String> spared;

    private ForeignCode(Class<?> first, String within, Vector<String> spared) {
        this.first = first;
        this.within = within;
        this.spared = spared;
    }

    /**
     * The code that a class uses.
     *
     * @param first the library's entry
     * @param within the library's package; what lies in others is not its code
     */
    public static ForeignCode of(Class<?> first, String within) {
        return new ForeignCode(first, within.replace('.', '/') + '/', Vector.empty());
    }

    /**
     * Leaves out a class, or a method of it, that no run reaches or that does no harm there.
     *
     * @param place {@code io.library.Pool}, or {@code io.library.Pool.shutDown}
     * @param why for who reads it
     */
    public ForeignCode sparing(String place, String why) {
        if (why.isBlank()) {
            throw new IllegalArgumentException(place + " is spared for a reason, which is to be given");
        }
        return new ForeignCode(first, within, spared.append(place));
    }

    /** What is wrong, in the order in which it is met. */
    public Vector<Offence> offences() {
        List<Offence> offences = new ArrayList<>();
        TreeSet<String> seen = new TreeSet<>();
        Queue<String> next = new ArrayDeque<>();
        next.add(first.getName().replace('.', '/'));
        while (!next.isEmpty()) {
            String name = next.remove();
            if (seen.add(name) && !isSpared(name.replace('/', '.'))) {
                ForeignClass read = new ForeignClass(within);
                reader(name).accept(read, ClassReader.SKIP_FRAMES);
                next.addAll(read.used());
                read.offences().forEach(offences::add);
            }
        }
        return Vector.ofAll(offences).reject(offence -> isSpared(offence.place()));
    }

    /**
     * Refuses a library of which something is wrong.
     *
     * @throws BadGuest with all of it
     */
    public void check() {
        Vector<Offence> offences = offences();
        if (!offences.isEmpty()) {
            throw BadGuest.of(offences);
        }
    }

    /** A class with those nested in it, or a method of one. */
    private boolean isSpared(String place) {
        return spared.exists(name -> place.equals(name)
                || place.startsWith(name + '$')
                || place.startsWith(name + '(')
                || place.startsWith(name + '.'));
    }

    private ClassReader reader(String name) {
        ClassLoader loader = first.getClassLoader();
        String file = name + ".class";
        try (InputStream in =
                loader == null ? ClassLoader.getSystemResourceAsStream(file) : loader.getResourceAsStream(file)) {
            if (in == null) {
                throw new BadGuest(
                        "there is no " + file + " beside " + first.getName() + ": the guest's library is incomplete");
            }
            return new ClassReader(in);
        } catch (IOException failed) {
            throw new UncheckedIOException("cannot read " + file, failed);
        } catch (IllegalArgumentException unreadable) {
            if (unreadable instanceof BadGuest) {
                throw unreadable;
            }
            throw new BadGuest(file + " cannot be looked through: " + unreadable.getMessage());
        }
    }
}
