package kyoten.scenario.guest;

import io.vavr.collection.Vector;
import io.vavr.control.Option;

/**
 * What no guest may call, and what it does instead.
 *
 * @param owner of the methods, its inner name; ending in a star, all classes that begin like this
 * @param names of the methods, with blanks between; a star stands for the end of a name
 * @param parameters the descriptor's part in parentheses; empty for any
 */
record Taboo(String owner, String names, String parameters, String instead) {
    private static final String THREADS =
            "a guest has one thread, the one that calls it; use Outside.execute and Outside.schedule";
    private static final String TIME = "time comes from Outside.clock";
    private static final String CHANCE = "chance comes from Outside.random";
    private static final String ORDER = "its order differs from one process to the next, and must not be iterated";
    private static final String WORLD = "messages and files go by way of the Outside";

    /** All of them. */
    private static final Vector<Taboo> ALL = Vector.of(
            any("java/lang/Thread", "<init> start sleep startVirtualThread ofVirtual ofPlatform", THREADS),
            any("java/util/Timer", "<init>", THREADS),
            any("java/util/concurrent/Executors", "new*", THREADS),
            any("java/util/concurrent/ThreadPoolExecutor", "<init>", THREADS),
            any("java/util/concurrent/ScheduledThreadPoolExecutor", "<init>", THREADS),
            any("java/util/concurrent/ForkJoinPool", "<init> commonPool", THREADS),
            any(
                    "java/util/concurrent/CompletableFuture",
                    "supplyAsync runAsync delayedExecutor orTimeout completeOnTimeout completeAsync",
                    THREADS),
            any("java/util/Collection", "parallelStream", THREADS),
            any("java/util/stream/*", "parallel", THREADS),
            any("java/util/concurrent/locks/LockSupport", "park*", THREADS),
            any("java/lang/System", "nanoTime currentTimeMillis", TIME),
            any("java/time/*", "now systemUTC systemDefaultZone system tickMillis tickSeconds tickMinutes", TIME),
            new Taboo("java/util/Date", "<init>", "()", TIME),
            any("java/util/Calendar", "getInstance", TIME),
            any("java/lang/Math", "random", CHANCE),
            any("java/util/UUID", "randomUUID", CHANCE),
            any("java/security/SecureRandom", "<init> getInstance*", CHANCE),
            any("java/util/concurrent/ThreadLocalRandom", "current", CHANCE),
            new Taboo("java/util/Random", "<init>", "()", CHANCE),
            new Taboo("java/util/SplittableRandom", "<init>", "()", CHANCE),
            new Taboo("java/util/Collections", "shuffle", "(Ljava/util/List;)", CHANCE),
            any("java/lang/System", "identityHashCode", ORDER),
            any("java/util/IdentityHashMap", "<init>", ORDER),
            any("java/util/Set", "copyOf", ORDER),
            any("java/util/Map", "copyOf ofEntries", ORDER),
            any("java/net/*", "<init> connect bind open", WORLD),
            any("java/nio/channels/*", "open", WORLD),
            any("java/nio/file/Files", "new* write* read* create* delete* move copy", WORLD),
            any("java/io/File*", "<init>", WORLD),
            any("java/io/RandomAccessFile", "<init>", WORLD));

    private static Taboo any(String owner, String names, String instead) {
        return new Taboo(owner, names, "", instead);
    }

    /** The taboo that a call breaks, if any. */
    static Option<Taboo> on(String owner, String name, String descriptor) {
        return ALL.find(taboo -> taboo.forbids(owner, name, descriptor));
    }

    private boolean forbids(String calledOwner, String name, String descriptor) {
        return matches(owner, calledOwner)
                && descriptor.startsWith(parameters)
                && Vector.of(names.split(" ")).exists(one -> matches(one, name));
    }

    private static boolean matches(String pattern, String name) {
        return pattern.endsWith("*")
                ? name.startsWith(pattern.substring(0, pattern.length() - 1))
                : name.equals(pattern);
    }
}
