package kyoten.check.linear;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/** Small random histories of a register: executed for real, then half of them with one answer changed. */
final class RandomTracks {
    private final Random random;
    private final int values;

    RandomTracks(long seed, int values) {
        this.random = new Random(seed);
        this.values = values;
    }

    Track next(int size, int clients) {
        Track track = new Track(size);
        List<long[]> intervals = intervals(size, clients);
        intervals.sort((a, b) -> Long.compare(a[0], b[0]));
        boolean others = random.nextBoolean();
        boolean swaps = random.nextInt(3) > 0;
        for (int row = 0; row < size; row++) {
            track.op[row] = row;
            track.invoke[row] = (int) intervals.get(row)[0];
            track.close[row] = (int) intervals.get(row)[1];
            track.kind[row] = kind(others, swaps);
            track.expected[row] = random.nextInt(values);
            track.written[row] = random.nextInt(values);
            boolean changes = track.kind[row] == Track.Kind.WRITE || track.kind[row] == Track.Kind.SWAP;
            if (changes && random.nextInt(5) == 0) {
                track.optional[row] = true;
                track.close[row] = random.nextBoolean() ? Track.NEVER : track.close[row];
            }
        }
        execute(track);
        if (random.nextBoolean()) {
            int row = random.nextInt(size);
            track.expected[row] = random.nextInt(values);
        }
        return track;
    }

    private Track.Kind kind(boolean others, boolean swaps) {
        int dice = random.nextInt(10);
        if (dice < 4) {
            return Track.Kind.WRITE;
        }
        if (dice < 6 && swaps) {
            return Track.Kind.SWAP;
        }
        return dice == 6 && others ? Track.Kind.OTHER : Track.Kind.READ;
    }

    private List<long[]> intervals(int size, int clients) {
        List<Integer> ranks = new ArrayList<>();
        for (int i = 0; i < 2 * size; i++) {
            ranks.add(i);
        }
        List<long[]> open = new ArrayList<>();
        List<long[]> all = new ArrayList<>();
        for (int rank : ranks) {
            boolean begin = all.size() < size && (open.isEmpty() || open.size() < clients && random.nextBoolean());
            if (begin) {
                open.add(new long[] {rank, 0});
                all.add(open.get(open.size() - 1));
            } else {
                open.remove(random.nextInt(open.size()))[1] = rank;
            }
        }
        return all;
    }

    private void execute(Track track) {
        List<double[]> points = new ArrayList<>();
        for (int row = 0; row < track.size; row++) {
            int close = track.close[row] == Track.NEVER ? 2 * track.size + 1 : track.close[row];
            if (!track.optional[row] || random.nextBoolean()) {
                points.add(new double[] {track.invoke[row] + random.nextDouble() * (close - track.invoke[row]), row});
            }
        }
        Collections.sort(points, (a, b) -> Double.compare(a[0], b[0]));
        long state = 0;
        for (double[] point : points) {
            int row = (int) point[1];
            if (track.kind[row] == Track.Kind.WRITE) {
                state = track.written[row];
            } else if (track.kind[row] == Track.Kind.OTHER) {
                track.expected[row] = (state + 1 + random.nextInt(values - 1)) % values;
            } else {
                track.expected[row] = state;
                state = track.kind[row] == Track.Kind.SWAP ? track.written[row] : state;
            }
        }
    }
}
