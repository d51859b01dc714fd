package kyoten.raft;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.ByteString;
import org.junit.jupiter.api.Test;

class LogTest {

    /** Entries 11 to 16, after one of term 3. */
    private static Log some() {
        Log log = Log.after(10, 3);
        for (long term : new long[] {3, 4, 4, 6, 6, 6}) {
            log = log.append(term, Entry.Kind.COMMAND, ByteString.EMPTY);
        }
        return log;
    }

    @Test
    void a_log_holds_the_entries_between_its_ends_and_no_others() {
        assertThat(some().entry(11).getTerm()).isEqualTo(3);
        assertThat(some().entry(16).getTerm()).isEqualTo(6);
        assertThatThrownBy(() -> some().entry(10)).hasMessage("no entry 10 in 10..16");
        assertThatThrownBy(() -> some().entry(17)).hasMessage("no entry 17 in 10..16");
        assertThat(some().term(10)).isEqualTo(3);
        assertThat(some().matches(10, 3)).isTrue();
        assertThat(some().matches(9, 3)).isFalse();
        assertThat(some().matches(17, 6)).isFalse();
    }

    @Test
    void a_log_is_cut_at_either_end() {
        assertThat(some().upTo(13).end()).isEqualTo(new End(4, 13));
        assertThat(some().upTo(16)).isEqualTo(some());
        assertThat(some().from(13).entry(14).getTerm()).isEqualTo(6);
        assertThat(some().from(13).matches(13, 4)).isTrue();
        assertThat(some().from(13).covers(12)).isFalse();
        assertThat(some().from(10)).isEqualTo(some());
    }

    @Test
    void the_first_entry_of_a_term_is_found_from_the_base_on() {
        assertThat(some().firstOfTerm(1)).isEqualTo(11);
        assertThat(some().firstOfTerm(3)).isEqualTo(11);
        assertThat(some().firstOfTerm(4)).isEqualTo(12);
        assertThat(some().firstOfTerm(5)).isEqualTo(14);
        assertThat(some().firstOfTerm(6)).isEqualTo(14);
        assertThat(some().firstOfTerm(7)).isEqualTo(17);
        assertThat(Log.after(10, 3).firstOfTerm(3)).isEqualTo(11);
    }

    @Test
    void entries_follow_each_other_and_terms_never_go_back() {
        assertThatThrownBy(() -> some().append(5, Entry.Kind.EMPTY, ByteString.EMPTY))
                .hasMessage("terms of entries go back: 6 to 5");
        Entry later = Entry.newBuilder().setIndex(18).setTerm(6).build();
        assertThatThrownBy(() -> some().append(later)).hasMessage("entry 18 can't follow 16");
    }

    @Test
    void a_term_that_a_server_was_in_and_a_vote_that_it_gave_stand() {
        HardState voted = HardState.NONE.inTerm(3).votingFor(new kyoten.node.NodeId("a"));
        assertThat(voted.votingFor(new kyoten.node.NodeId("a"))).isEqualTo(voted);
        assertThatThrownBy(() -> voted.votingFor(new kyoten.node.NodeId("b")))
                .hasMessage("a second vote in term 3: a, b");
        assertThatThrownBy(() -> voted.inTerm(3)).hasMessage("the term goes from 3 to 3");
    }
}
