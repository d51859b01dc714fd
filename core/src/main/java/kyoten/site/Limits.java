package kyoten.site;

import java.time.Duration;

/**
 * What a site takes from its clients. Must be the same on all servers of a site, for the log's entries are judged by it.
 *
 * @param keyBytes the longest key
 * @param valueBytes the longest value
 * @param ownSiblings how many values of the site itself may live beside each other at one key
 * @param sessionLife how long a session lives without an update, by the log's clock
 * @param logBytes how much of a stream's updates is kept for members that don't have them yet; beyond that the oldest go,
 *     and members that lag are brought up by comparing trees. The last update of each origin stays in any case
 * @param partBytes how long a part of a snapshot is, about: it ends with what makes it longer than that
 * @param pageBytes how long a page of a gread's or scan's answer is, about: it ends with the value that makes it longer than that
 */
public record Limits(
        int keyBytes,
        int valueBytes,
        int ownSiblings,
        Duration sessionLife,
        int logBytes,
        int partBytes,
        int pageBytes) {

    /**
     * Keys up to 1 KiB, values up to 1 MiB, 64 siblings, sessions that live for five minutes, logs of 256 KiB, parts of 128 KiB,
     * pages of 256 KiB.
     */
    public static final Limits DEFAULT =
            new Limits(1 << 10, 1 << 20, 64, Duration.ofMinutes(5), 256 << 10, 128 << 10, 256 << 10);

    /** These limits with others for what is kept for members that are behind, and for a part of a snapshot. */
    public Limits with(int newLogBytes, int newPartBytes) {
        return new Limits(keyBytes, valueBytes, ownSiblings, sessionLife, newLogBytes, newPartBytes, pageBytes);
    }

    /** These limits with another for a page. */
    public Limits withPageBytes(int newPageBytes) {
        return new Limits(keyBytes, valueBytes, ownSiblings, sessionLife, logBytes, partBytes, newPageBytes);
    }
}
