package kyoten.check.linear;

import java.util.List;
import java.util.TreeSet;
import kyoten.check.Limits;
import kyoten.history.Value;

/** Searches the operations of one register while they happen. */
final class OnlineRegisterSearch implements OnlineSearch {
    private static final int WIDTH = 100_000;

    private final Track track;
    private final OnlineValues values;
    private final RegisterSearch search;
    private final TreeSet<Integer> rows = new TreeSet<>();

    OnlineRegisterSearch(Track track, Value initial, Limits limits) {
        this.track = track;
        this.values = new OnlineValues(initial, this::valuesInUse);
        this.search = new RegisterSearch(track, 0, limits, WIDTH, false);
    }

    @Override
    public boolean takes(OnlineOperation ended) {
        return RegisterSubject.mattered(
                ended.invoked.f(), ended.ended.type(), ended.ended.detail().outcome());
    }

    @Override
    public void fill(int row, OnlineOperation ended) {
        values.sweep();
        Value input = ended.invoked.value();
        track.expected[row] = 0;
        track.written[row] = 0;
        switch (ended.invoked.f()) {
            case "read" -> {
                track.kind[row] = Track.Kind.READ;
                track.expected[row] = values.number(ended.ended.value());
            }
            case "cas" -> {
                boolean refused = Value.of(false).equals(ended.ended.value());
                track.kind[row] = refused ? Track.Kind.OTHER : Track.Kind.SWAP;
                track.expected[row] = values.number(input.members().get(0));
                track.written[row] = values.number(input.members().get(1));
            }
            case "delete", "gdelete" -> {
                track.kind[row] = Track.Kind.WRITE;
                track.written[row] = values.number(Value.NIL);
            }
            default -> {
                track.kind[row] = Track.Kind.WRITE;
                track.written[row] = values.number(input);
            }
        }
    }

    @Override
    public void onInvoke(int row) {
        rows.add(row);
        search.onInvoke(row);
    }

    @Override
    public boolean onReturn(int row) {
        rows.remove(row);
        return search.onReturn(row);
    }

    @Override
    public int size() {
        return search.configs().size();
    }

    @Override
    public boolean isNarrowed() {
        return search.isNarrowed();
    }

    @Override
    public boolean isOver(int events) {
        return search.isOver(events);
    }

    @Override
    public String limitName() {
        return search.limitName(size());
    }

    @Override
    public List<String> held() {
        TreeSet<Long> held = new TreeSet<>();
        search.configs().forEach(config -> held.add(config.value));
        return held.stream().map(number -> values.value(number).toString()).toList();
    }

    @Override
    public boolean alike(int row, int other) {
        return track.kind[row] == track.kind[other]
                && track.expected[row] == track.expected[other]
                && track.written[row] == track.written[other];
    }

    private TreeSet<Long> valuesInUse() {
        TreeSet<Long> used = new TreeSet<>();
        for (Config config : search.configs()) {
            used.add(config.value);
            for (Config.Token token : config.tokens) {
                used.add(token.value());
            }
        }
        for (int row : rows) {
            used.add(track.expected[row]);
            used.add(track.written[row]);
        }
        return used;
    }
}
