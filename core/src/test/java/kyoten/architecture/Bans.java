package kyoten.architecture;

import com.tngtech.archunit.core.domain.AccessTarget.CodeUnitAccessTarget;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaField;
import com.tngtech.archunit.core.domain.JavaMember;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.domain.JavaModifier;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * What the rooms may not touch, so that a seed gives the same run on any machine, at any time, beside any other run.
 *
 * <p>Hash collections of the JDK are banned where nodes live. The simulator, the scenarios and the checkers may use them
 * to look things up; whatever they iterate is sorted or in the order of insertion, which only a review can see.
 */
final class Bans {

    private static final Set<String> NODES = Words.of(Rooms.PROTOCOL);
    private static final Set<String> ALL_BUT_THE_REAL_WORLD = Rooms.except("host cli");

    /** Runs worlds side by side; it never reaches into one. */
    private static final String WORKER_POOL = "scenario.run.WorkerPool";

    /** Judge the keys of a long history by workers that their caller gives; the verdict does not depend on their pace. */
    private static final String[] JUDGES = {
        "check.linear.Linearizability",
        "check.linear.Models",
        "check.linear.MultiValueClaim",
        "check.linear.Ordered",
        "check.catalogue.Settings",
        "check.bench.Speedup"
    };

    /** Stands between real nodes and their hosts, each of which has a thread, and is part of neither. */
    private static final String PROBE = "scenario.bench.Probe";

    /** Writes what is known of a run that has ended; no run reads it. */
    private static final String RUN_FOLDER = "scenario.folder.RunFolder";

    /**
     * Gives a library that was not written for us the world's time and chance in the form in which it asks for them, and catches it
     * when it takes threads from elsewhere.
     */
    private static final String GUESTS_CLOCK = "scenario.guest.EnvClock";

    private static final String GUESTS_CHANCE = "scenario.guest.EnvRandom";
    private static final String GUESTS_THREAD = "scenario.guest.OneThread";

    /** Says where the folder of a run is to be. */
    private static final String SIMULATED_TEST = "scenario.junit.Performance";

    /** Looks codecs up by class, once a message, and never iterates them. */
    private static final String REGISTRY = "wire.Registry";

    static final Ban CLOCK = Ban.of("the clock", ALL_BUT_THE_REAL_WORLD, "time comes from Env or from the world")
            .sparing(WORKER_POOL, GUESTS_CLOCK)
            .types("java.time.Clock", "java.time.InstantSource")
            .packages("java.lang.management")
            .calls("java.lang.System", "nanoTime currentTimeMillis")
            .calls("java.time.Instant", "now")
            .calls("java.time.LocalDate", "now")
            .calls("java.time.LocalTime", "now")
            .calls("java.time.LocalDateTime", "now")
            .calls("java.time.OffsetDateTime", "now")
            .calls("java.time.OffsetTime", "now")
            .calls("java.time.ZonedDateTime", "now")
            .calls("java.time.Year", "now")
            .calls("java.time.YearMonth", "now")
            .calls("java.time.MonthDay", "now")
            .calls("java.time.chrono.Chronology", "dateNow")
            .calls("java.util.Date", "<init>", 0, 0)
            .calls("java.util.Calendar", "getInstance")
            .types("org.agrona.concurrent.SystemNanoClock", "org.agrona.concurrent.SystemEpochClock")
            .types("org.agrona.concurrent.SystemEpochNanoClock", "org.agrona.concurrent.HighResolutionClock");

    static final Ban THREADS = Ban.of("threads", ALL_BUT_THE_REAL_WORLD, "a world has one thread, and a node none")
            .sparing(WORKER_POOL)
            .sparing(JUDGES)
            .sparing(PROBE, GUESTS_THREAD)
            .types("java.lang.Thread", "java.lang.ThreadGroup", "java.lang.ThreadLocal")
            .types("java.lang.InheritableThreadLocal", "java.util.Timer", "java.util.TimerTask")
            .types("org.agrona.concurrent.AgentRunner", "org.agrona.concurrent.AgentInvoker")
            .packages("java.util.concurrent", "io.vavr.concurrent")
            .but("java.util.concurrent.TimeUnit", "java.util.concurrent.atomic")
            .accesses(Bans::isMonitorCall)
            .calls("java.util.Collection", "parallelStream")
            .calls("java.util.stream.BaseStream", "parallel")
            .calls("java.util.Arrays", "parallelSort parallelPrefix parallelSetAll")
            .calls("io.vavr.Value", "toJavaParallelStream toCompletableFuture")
            .members(Bans::isSynchronized);

    static final Ban CHANCE = Ban.of("chance", ALL_BUT_THE_REAL_WORLD, "chance comes from Env or from keyed decisions")
            .sparing(GUESTS_CHANCE)
            .types("java.util.Random", "java.util.SplittableRandom", "java.security.SecureRandom")
            .types("java.util.concurrent.ThreadLocalRandom")
            .packages("java.util.random", "io.vavr.test")
            .calls("java.lang.Math", "random")
            .calls("java.lang.StrictMath", "random")
            .calls("java.util.UUID", "randomUUID")
            .calls("java.util.Collections", "shuffle")
            .calls("io.vavr.collection.Seq", "shuffle");

    static final Ban IDENTITY = Ban.of(
                    "identity",
                    ALL_BUT_THE_REAL_WORLD,
                    "an address differs from one JVM to the next, and so does an order of it")
            .types("java.util.IdentityHashMap", "java.util.WeakHashMap")
            .packages("java.lang.ref")
            .calls("java.lang.System", "identityHashCode")
            .accesses(access -> Call.isIdentityHash(access.getTarget()));

    static final Ban HASH_ORDER = Ban.of(
                    "hash order", NODES, "nothing that iterates may depend on identity or on a hash")
            .sparing(REGISTRY)
            .types("java.util.HashMap", "java.util.HashSet", "java.util.Hashtable")
            .types("io.vavr.collection.HashMap", "io.vavr.collection.HashSet", "io.vavr.collection.HashMultimap")
            .types("io.vavr.collection.LinkedHashMap", "io.vavr.collection.LinkedHashSet")
            .types("io.vavr.collection.LinkedHashMultimap")
            .calls("java.util.Set", "of", 2, Integer.MAX_VALUE)
            .calls("java.util.Set", "copyOf")
            .calls("java.util.Map", "of", 4, Integer.MAX_VALUE)
            .calls("java.util.Map", "copyOf ofEntries")
            .calls("java.util.stream.Collectors", "toSet toUnmodifiableSet toUnmodifiableMap")
            .calls("java.util.stream.Collectors", "toMap", 2, 3)
            .calls("java.util.stream.Collectors", "groupingBy", 1, 2)
            .calls("io.vavr.Value", "toSet toMap toLinkedSet toLinkedMap")
            .calls("io.vavr.Value", "toJavaSet", 0, 0)
            .calls("io.vavr.Value", "toJavaMap", 1, 1)
            .types("com.google.protobuf.MapField", "com.google.protobuf.MapEntry");

    static final Ban HASH_CODES = Ban.of(
                    "hash codes", NODES, "only hash collections need one, and they are banned; hash bytes instead")
            .accesses(Bans::takesHashCode);

    static final Ban BROKEN_TREES = Ban.of(
                    "broken trees",
                    ALL_BUT_THE_REAL_WORLD,
                    "vavr 1.0.1 makes trees of these from which a later remove throws; filter, or removeAll")
            .calls("io.vavr.collection.SortedSet", "intersect diff")
            .calls("io.vavr.collection.TreeSet", "intersect diff");

    static final Ban SOCKETS = Ban.of("sockets", ALL_BUT_THE_REAL_WORLD, "messages are effects")
            .packages("java.net", "javax.net", "java.nio.channels", "io.netty", "java.rmi", "com.sun.net")
            .but("java.net.URI", "java.net.URISyntaxException");

    static final Ban FILES = Ban.of(
                    "files", ALL_BUT_THE_REAL_WORLD, "the disk is effects; histories and plans are streams")
            .sparing(RUN_FOLDER, SIMULATED_TEST)
            .types("java.io.File", "java.io.FileInputStream", "java.io.FileOutputStream", "java.io.FileReader")
            .types("java.io.FileWriter", "java.io.FileDescriptor", "java.io.RandomAccessFile")
            .packages("java.nio.file")
            .accesses(Bans::opensFileByName);

    static final Ban SURROUNDINGS = Ban.of(
                    "surroundings",
                    ALL_BUT_THE_REAL_WORLD,
                    "a run depends on its plan alone, not on the process or the machine")
            .sparing(WORKER_POOL)
            .types("java.lang.Runtime", "java.lang.Process", "java.lang.ProcessBuilder", "java.lang.ProcessHandle")
            .calls("java.lang.System", "getenv getProperty getProperties setProperty exit")
            .calls("java.lang.System", "in out err setIn setOut setErr console")
            .calls("java.lang.Integer", "getInteger")
            .calls("java.lang.Long", "getLong")
            .calls("java.lang.Boolean", "getBoolean");

    static final Ban DEFAULTS = Ban.of(
                    "default charset and locale", ALL_BUT_THE_REAL_WORLD, "they differ from one machine to the next")
            .calls("java.nio.charset.Charset", "defaultCharset")
            .calls("java.util.Locale", "getDefault")
            .calls("java.lang.String", "getBytes toLowerCase toUpperCase", 0, 0)
            .accesses(Bans::isStringOfBytes)
            .calls("java.io.InputStreamReader", "<init>", 1, 1)
            .calls("java.io.OutputStreamWriter", "<init>", 1, 1)
            .calls("java.io.ByteArrayOutputStream", "toString", 0, 0);

    static final Ban FORMATS = Ban.of(
                    "formats of the default locale",
                    Words.of(Rooms.PROTOCOL + " sim"),
                    "notes are traced, and traces are hashed")
            .calls("java.lang.String", "formatted")
            .accesses(Bans::formatsWithoutLocale);

    static final Ban SHARED_STATE = Ban.of(
                    "shared state", ALL_BUT_THE_REAL_WORLD, "what one run leaves behind, the next one would find")
            .members(Bans::isMutableStatic);

    static final Ban CELLS =
            Ban.of("mutable cells", NODES, "a node's state is a value").packages("java.util.concurrent.atomic");

    static final List<Ban> ALL = List.of(
            CLOCK,
            THREADS,
            CHANCE,
            IDENTITY,
            HASH_ORDER,
            HASH_CODES,
            BROKEN_TREES,
            SOCKETS,
            FILES,
            SURROUNDINGS,
            DEFAULTS,
            FORMATS,
            SHARED_STATE,
            CELLS);

    private Bans() {}

    /** A synchronized block inside a method leaves no trace that ArchUnit reads. */
    private static boolean isSynchronized(JavaMember member) {
        return member instanceof JavaMethod && member.getModifiers().contains(JavaModifier.SYNCHRONIZED);
    }

    private static boolean isMutableStatic(JavaMember member) {
        Set<JavaModifier> modifiers = member.getModifiers();
        return member instanceof JavaField
                && modifiers.contains(JavaModifier.STATIC)
                && !modifiers.contains(JavaModifier.FINAL)
                && !modifiers.contains(JavaModifier.SYNTHETIC);
    }

    /** {@link Object#wait(long)} and the others, but no overload of somebody's own. */
    private static boolean isMonitorCall(JavaAccess<?> access) {
        return Words.of("wait notify notifyAll").contains(access.getName())
                && parameters(access).stream().allMatch(Words.of("long int")::contains);
    }

    private static boolean opensFileByName(JavaAccess<?> access) {
        return isConstructorOf(access, "java.io.PrintStream java.io.PrintWriter java.util.Formatter")
                && parameters(access).stream().findFirst().equals(Optional.of("java.lang.String"));
    }

    /** Not in a hashCode of one's own, and not of a string, whose hash is specified: a switch on strings asks for it. */
    private static boolean takesHashCode(JavaAccess<?> access) {
        boolean takes = access.getName().equals("hashCode")
                || access.getName().equals("hash") && access.getTargetOwner().isEquivalentTo(Objects.class);
        return takes
                && !access.getOrigin().getName().equals("hashCode")
                && !access.getTargetOwner().isEquivalentTo(String.class);
    }

    /** {@code new String(bytes)} and its like, without a charset. */
    private static boolean isStringOfBytes(JavaAccess<?> access) {
        List<String> parameters = parameters(access);
        return isConstructorOf(access, "java.lang.String")
                && parameters.contains("[B")
                && !parameters.contains("java.nio.charset.Charset")
                && !parameters.contains("java.lang.String");
    }

    private static boolean formatsWithoutLocale(JavaAccess<?> access) {
        return access.getTargetOwner().isEquivalentTo(String.class)
                && access.getName().equals("format")
                && !parameters(access).contains("java.util.Locale");
    }

    private static boolean isConstructorOf(JavaAccess<?> access, String owners) {
        return access.getName().equals("<init>")
                && Words.of(owners).contains(access.getTargetOwner().getName());
    }

    private static List<String> parameters(JavaAccess<?> access) {
        return access.getTarget() instanceof CodeUnitAccessTarget code
                ? code.getRawParameterTypes().stream().map(JavaClass::getName).toList()
                : List.of();
    }
}
