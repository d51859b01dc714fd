package kyoten.raft;

/** Where a log ends. Logs are as good as their ends are far (§3.6.1). */
record End(long term, long index) implements Comparable<End> {

    static final End NONE = new End(0, 0);

    @Override
    public int compareTo(End other) {
        int byTerm = Long.compare(term, other.term);
        return byTerm != 0 ? byTerm : Long.compare(index, other.index);
    }

    End orBetter(End other) {
        return compareTo(other) >= 0 ? this : other;
    }
}
