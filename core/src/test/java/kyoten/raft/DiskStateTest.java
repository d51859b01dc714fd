package kyoten.raft;

import static org.assertj.core.api.Assertions.assertThat;

import kyoten.raft.Disk.Rewrite;
import org.junit.jupiter.api.Test;

/** What of the log is on the disk, step by step. */
class DiskStateTest {
    private static final HardState HARD = HardState.NONE.inTerm(4);

    private static Disk busy(long upTo, Rewrite why) {
        return Disk.FRESH.booted(3, HARD).started(new Disk.Batch(1, 2, upTo, HARD, why));
    }

    @Test
    void a_rewrite_that_found_no_room_is_wanted_still_but_for_a_compaction() {
        assertThat(busy(5, Rewrite.NEEDED).withoutRoom().rewrite()).isEqualTo(Rewrite.NEEDED);
        assertThat(busy(5, Rewrite.NEEDED).withoutRoom().full()).isTrue();
        assertThat(busy(5, Rewrite.COMPACT).withoutRoom().rewrite()).isEqualTo(Rewrite.NO);
        assertThat(busy(5, Rewrite.COMPACT).withoutRoom().full()).isFalse();
        assertThat(busy(5, Rewrite.COMPACT).full(true).withoutRoom().full()).isTrue();
        assertThat(busy(5, Rewrite.NO).withoutRoom().full()).isTrue();
    }

    @Test
    void a_log_that_begins_anew_after_a_snapshot_is_written_anew() {
        Disk idle = Disk.FRESH.booted(3, HARD).restarted(8);
        assertThat(idle.idle()).isTrue();
        assertThat(idle.synced()).isEqualTo(8);
        assertThat(idle.rewrite()).isEqualTo(Rewrite.NEEDED);
        assertThat(busy(5, Rewrite.NO).restarted(8).done().synced()).isEqualTo(8);
    }

    @Test
    void a_snapshot_that_reaches_further_than_the_file_makes_up_for_it() {
        Disk disk = Disk.FRESH.booted(3, HARD);
        assertThat(disk.reaching(3)).isEqualTo(disk);
        assertThat(disk.reaching(2)).isEqualTo(disk);
        assertThat(disk.reaching(6).synced()).isEqualTo(6);
        assertThat(disk.reaching(6).idle()).isTrue();
        assertThat(disk.reaching(6).rewrite()).isEqualTo(Rewrite.NEEDED);
        assertThat(busy(5, Rewrite.NO).reaching(6).done().synced()).isEqualTo(6);
        assertThat(busy(9, Rewrite.NO).reaching(6).done().synced()).isEqualTo(9);
    }
}
