package kyoten.site;

import com.google.protobuf.ByteString;
import kyoten.site.SiteState.ClientWaiting;
import kyoten.site.SiteState.Pinned;
import kyoten.site.SiteState.PinnedGread;
import kyoten.site.SiteState.PinnedScan;
import kyoten.site.message.ClientReply;
import kyoten.site.message.ClientRequest;
import kyoten.site.message.PageExpired;
import kyoten.site.message.ReadAnswer;
import kyoten.site.message.ScanEntry;
import kyoten.site.message.ScanPage;
import org.jspecify.annotations.Nullable;

/** What readers are answered, from a store that is new enough. */
final class Reads {
    /** After so many keys a page of a scan ends, whether or not they have values. */
    private static final int PAGE_VISITS = 4096;

    private static final long PAGE_LIFE_NANOS = 30_000_000_000L;

    private Reads() {}

    /** Answers a read, gread or scan. */
    static void answer(SiteTurn turn, ClientWaiting client) {
        ClientRequest request = client.request();
        turn.reply(
                client,
                switch (request.getBodyCase()) {
                    case READ ->
                        ClientReply.newBuilder()
                                .setRead(read(
                                        turn.store(),
                                        turn.store().key(request.getRead().getKey())));
                    case GREAD -> Greads.first(turn, request.getGread().getKey());
                    case SCAN -> scan(turn, first(turn, request));
                    default -> throw new IllegalArgumentException("not a read: " + request);
                });
    }

    private static PinnedScan first(SiteTurn turn, ClientRequest request) {
        ByteString prefix = request.getScan().getPrefix();
        ByteString from = request.getScan().getFrom();
        boolean isBeyond = ByteString.unsignedLexicographicalComparator().compare(from, prefix) > 0;
        return new PinnedScan(
                turn.store(),
                prefix,
                isBeyond ? from : prefix,
                request.getScan().getLimit(),
                expiry(turn));
    }

    static long expiry(SiteTurn turn) {
        return turn.env().now() + PAGE_LIFE_NANOS;
    }

    /** Answers with a page of roots that were pinned before, on whatever server they are. */
    static void onNextPage(SiteTurn turn, ClientWaiting client, long number) {
        Pinned pinned = turn.pages().pinned().get(number).getOrNull();
        if (pinned == null || turn.env().now() > pinned.expiresAt()) {
            turn.reply(client, ClientReply.newBuilder().setPageExpired(PageExpired.getDefaultInstance()));
        } else if (pinned instanceof PinnedGread gread) {
            turn.reply(client, Greads.page(turn, gread));
        } else if (pinned instanceof PinnedScan scan) {
            turn.reply(client, scan(turn, scan));
        } else {
            throw new IllegalArgumentException("unknown page " + pinned);
        }
    }

    /** What read answers, marked if the site is fenced (rule X7). */
    private static ReadAnswer read(Store store, KeyState key) {
        ReadAnswer answer = read(key);
        return store.standing().isMember()
                ? answer
                : answer.toBuilder().setFenced(true).build();
    }

    static ReadAnswer read(KeyState key) {
        ReadAnswer.Builder answer = ReadAnswer.newBuilder();
        for (Local local : key.local()) {
            local.value().forEach(answer::setValue);
            answer.setReplaced(local.replaced());
        }
        return answer.build();
    }

    private static ClientReply.Builder scan(SiteTurn turn, PinnedScan scan) {
        ScanCut cut = new ScanCut(scan, turn.server().options().limits().pageBytes());
        scan.root().keys().visit(scan.from(), cut);
        if (cut.next != null) {
            cut.page.setNext(
                    pin(turn, new PinnedScan(scan.root(), scan.prefix(), cut.next, scan.limit(), scan.expiresAt())));
        }
        return ClientReply.newBuilder().setScan(cut.page);
    }

    /** Many readers may be answered in one step: each gets the pages of its own. */
    static long pin(SiteTurn turn, Pinned pinned) {
        long number = turn.env().random("page", turn.ordinal()) | 1; // never 0
        turn.set(turn.pages().with(number, pinned));
        return number;
    }

    /** Fills one page of a scan, key after key. */
    private static final class ScanCut implements java.util.function.BiPredicate<ByteString, KeyState> {
        private final PinnedScan scan;
        private final int pageBytes;
        private final ScanPage.Builder page = ScanPage.newBuilder();
        private int visits;
        private int bytes;
        private @Nullable ByteString next;

        ScanCut(PinnedScan scan, int pageBytes) {
            this.scan = scan;
            this.pageBytes = pageBytes;
        }

        @Override
        public boolean test(ByteString key, KeyState state) {
            if (!key.startsWith(scan.prefix())) {
                return false;
            } else if (page.getEntriesCount() >= scan.limit() || bytes >= pageBytes || visits >= PAGE_VISITS) {
                next = key;
                return false;
            }
            visits++;
            if (state.isVisible()) {
                ScanEntry entry = ScanEntry.newBuilder()
                        .setKey(key)
                        .setRead(read(scan.root(), state))
                        .setSiblings(state.values())
                        .build();
                page.addEntries(entry);
                bytes += entry.getSerializedSize();
            }
            return true;
        }
    }
}
