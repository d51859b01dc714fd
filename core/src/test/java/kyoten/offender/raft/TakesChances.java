package kyoten.offender.raft;

import java.security.SecureRandom;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Consumer;
import java.util.function.DoubleSupplier;
import java.util.function.LongFunction;
import java.util.function.Supplier;

/** Asks for chance that no seed decides, in every way that is banned. */
final class TakesChances {

    private TakesChances() {}

    static int random(Random random) {
        return random.nextInt();
    }

    static LongFunction<Random> randomReference() {
        return Random::new;
    }

    static int threadLocalRandom() {
        return ThreadLocalRandom.current().nextInt();
    }

    static Supplier<ThreadLocalRandom> threadLocalRandomReference() {
        return ThreadLocalRandom::current;
    }

    static int secureRandom() {
        return new SecureRandom().nextInt();
    }

    static Object splittable() {
        return new java.util.SplittableRandom(1);
    }

    static long generator(java.util.random.RandomGenerator generator) {
        return generator.nextLong();
    }

    static double mathRandom() {
        return Math.random();
    }

    static DoubleSupplier mathRandomReference() {
        return Math::random;
    }

    static DoubleSupplier strictMathRandomReference() {
        return StrictMath::random;
    }

    static UUID uuid() {
        return UUID.randomUUID();
    }

    static Supplier<UUID> uuidReference() {
        return UUID::randomUUID;
    }

    static void shuffle(List<String> list) {
        Collections.shuffle(list);
    }

    static Consumer<List<String>> shuffleReference() {
        return Collections::shuffle;
    }

    static Object vavrShuffle(io.vavr.collection.Vector<String> vector) {
        return vector.shuffle();
    }
}
