package kyoten.site;

import static org.assertj.core.api.Assertions.assertThat;

import kyoten.site.message.Updated.Outcome;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Rule R8, on a store alone. */
class SessionRulesTest {
    private static final Object DONE = new Result.Updated(Outcome.DONE);
    private static final Object UNKNOWN = new Result.SessionUnknown();

    private final Stores stores = new Stores();

    @BeforeEach
    void a_site_in_its_first_epoch() {
        stores.beginEpoch(1);
    }

    private Object value() {
        return stores.store()
                .key(Stores.bytes("k"))
                .local()
                .flatMap(Local::value)
                .map(v -> v.toStringUtf8())
                .getOrNull();
    }

    @Test
    void an_update_that_is_sent_again_takes_effect_once() {
        Session.Key session = stores.open();
        assertThat(stores.update(session, 1, Stores.write("k", "a"))).isEqualTo(DONE);
        assertThat(stores.update(session, 2, Stores.write("k", "b"))).isEqualTo(DONE);
        assertThat(stores.update(session, 1, Stores.write("k", "a"))).isEqualTo(DONE);
        assertThat(value()).isEqualTo("b");
    }

    @Test
    void a_rejection_that_is_asked_for_again_stays_one() {
        Session.Key session = stores.open();
        stores.update(session, 1, Stores.write("k", "a"));
        var stale = Stores.gwrite("k", "b", kyoten.causal.VersionVector.empty()).setOnlyIfCurrent(true);
        assertThat(stores.update(session, 2, stale.clone())).isEqualTo(new Result.Updated(Outcome.STALE));
        assertThat(stores.update(stores.open(), 1, Stores.delete("k"))).isEqualTo(DONE);
        assertThat(stores.update(session, 2, stale.setOnlyIfCurrent(false)))
                .isEqualTo(new Result.Updated(Outcome.STALE));
    }

    @Test
    void an_update_older_than_the_outcomes_that_are_kept_is_not_done_again() {
        Session.Key session = stores.open();
        for (int i = 1; i <= Session.KEPT + 1; i++) {
            stores.update(session, i, Stores.write("k", "v" + i));
        }
        assertThat(stores.update(session, 1, Stores.write("k", "again"))).isEqualTo(UNKNOWN);
        assertThat(stores.update(session, 2, Stores.write("k", "again"))).isEqualTo(DONE);
        assertThat(value()).isEqualTo("v" + (Session.KEPT + 1));
    }

    @Test
    void an_update_that_was_skipped_is_never_done() {
        Session.Key session = stores.open();
        stores.update(session, 2, Stores.write("k", "second"));
        assertThat(stores.update(session, 1, Stores.write("k", "first"))).isEqualTo(UNKNOWN);
        assertThat(value()).isEqualTo("second");
    }

    @Test
    void nothing_of_a_session_happens_after_it_is_closed() {
        Session.Key session = stores.open();
        assertThat(stores.close(session)).isEqualTo(new Result.Closed(session));
        assertThat(stores.update(session, 1, Stores.write("k", "late"))).isEqualTo(UNKNOWN);
        assertThat(value()).isNull();
        assertThat(stores.close(session)).isEqualTo(new Result.Closed(session));
    }

    @Test
    void a_session_that_was_never_opened_is_refused() {
        assertThat(stores.update(new Session.Key(77, 5), 1, Stores.write("k", "a")))
                .isEqualTo(UNKNOWN);
        assertThat(value()).isNull();
    }

    @Test
    void a_session_is_not_another_with_the_same_index_of_a_restored_image() {
        Session.Key session = stores.open();
        Session.Key other = new Session.Key(session.index(), session.nonce() + 1);
        assertThat(stores.update(other, 1, Stores.write("k", "a"))).isEqualTo(UNKNOWN);
        stores.close(other);
        assertThat(stores.update(session, 1, Stores.write("k", "b"))).isEqualTo(DONE);
    }

    @Test
    void a_session_expires_by_the_time_of_the_log_and_never_comes_back() {
        stores.atSeconds(100);
        Session.Key session = stores.open();
        stores.atSeconds(160);
        assertThat(stores.update(session, 1, Stores.write("k", "in time"))).isEqualTo(DONE);
        stores.atSeconds(221);
        assertThat(stores.update(session, 2, Stores.write("k", "too late"))).isEqualTo(UNKNOWN);
        stores.atSeconds(150);
        assertThat(stores.update(session, 2, Stores.write("k", "with an old time")))
                .isEqualTo(UNKNOWN);
        assertThat(value()).isEqualTo("in time");
    }

    @Test
    void opening_sessions_takes_expired_ones_away() {
        stores.open();
        stores.atSeconds(61);
        for (int i = 0; i < StoreMachine.SWEEP_EVERY; i++) {
            stores.open();
        }
        assertThat(stores.store().sessions().size()).isEqualTo(StoreMachine.SWEEP_EVERY);
    }
}
