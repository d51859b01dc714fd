package kyoten.sim.disk;

/**
 * What is wrong with a disk.
 *
 * @param slowFactor how many times as long operations take
 * @param syncsFail whether every sync fails
 * @param brokenPerMillion how many operations fail
 */
public record DiskConditions(int slowFactor, boolean syncsFail, int brokenPerMillion) {
    /** Nothing is wrong. */
    public static final DiskConditions GOOD = new DiskConditions(1, false, 0);
}
