package kyoten.check.catalogue;

import io.vavr.collection.Seq;
import io.vavr.collection.Vector;
import io.vavr.control.Option;
import java.util.List;
import java.util.function.Function;
import kyoten.check.Checker;
import kyoten.check.Claim;
import kyoten.check.Limits;
import kyoten.check.Online;
import kyoten.check.OnlineChecker;
import kyoten.check.fold.Bank;
import kyoten.check.fold.Counter;
import kyoten.check.fold.LongFork;
import kyoten.check.fold.SetFinal;
import kyoten.check.fold.SetFull;
import kyoten.check.fold.TotalQueue;
import kyoten.check.fold.UniqueIds;
import kyoten.check.geo.Convergence;
import kyoten.check.geo.CounterTotals;
import kyoten.check.geo.FencedSites;
import kyoten.check.geo.GoneSites;
import kyoten.check.geo.LastWriters;
import kyoten.check.geo.Merges;
import kyoten.check.geo.OldContexts;
import kyoten.check.geo.ReplacedReads;
import kyoten.check.geo.Resolutions;
import kyoten.check.geo.Sessions;
import kyoten.check.geo.SetContents;
import kyoten.check.geo.SiteValues;
import kyoten.check.geo.SomebodyStays;
import kyoten.check.linear.Linearizability;
import kyoten.check.linear.MultiValueClaim;
import kyoten.check.linear.Registers;
import kyoten.check.site.OneMoment;
import kyoten.check.site.OnlyIfCurrent;
import kyoten.check.site.RegisterLives;
import kyoten.check.txn.Analysis;
import kyoten.check.txn.CausalChecker;
import kyoten.check.txn.SessionGuarantees;
import kyoten.check.txn.TransactionChecker;
import kyoten.history.Conventions;
import kyoten.history.History;
import kyoten.history.Value;

/** The models by name. */
public final class Models {
    private static final Conventions PLAIN = Conventions.plain();

    private static final Vector<Model> ALL = Vector.of(
            new Model(
                    "register",
                    "linearizable register: read, write, cas; empty at first",
                    PLAIN,
                    settings -> register(settings, Value.NIL)),
            new Model(
                    "cas-register",
                    "the same as Knossos means it: 0 at first, a read of nil matches any value",
                    PLAIN.with(Conventions.NilReads.ANY),
                    settings -> register(settings, Value.of(0))),
            new Model(
                    "etcd-cas-register",
                    "the same as in etcd's logs: empty at first, a failed cas saw another value",
                    PLAIN.with(Conventions.FailedCas.OBSERVED),
                    settings -> register(settings, Value.NIL)),
            linear("kv-append", "linearizable texts: get, put, append; empty at first"),
            linear("put-get-out", "linearizable places of one value: put, get, out (shows and takes); empty at first"),
            linear("mutex", "linearizable lock: acquire, release; free at first"),
            linear("queue", "linearizable queue: enqueue, dequeue; first in, first out"),
            linear("linearizable-set", "linearizable set: add, remove, read"),
            linear("linearizable-counter", "linearizable counter: add, read; 0 at first"),
            linear("site-register", "a site's registers: read, write, delete; gwrite and gdelete are writes"),
            linear("multi-value-register", "a site's multi-value registers: gread, gwrite, gdelete, write, delete"),
            model(
                    "site-values",
                    "each site's multi-value registers, into which the writes of other sites arrive",
                    settings -> new WithFailures(siteValues(settings))),
            model(
                    "many-sites",
                    "stores of many sites: the two kinds of registers of each site, and all that follow",
                    Models::ofManySites),
            model("merges-are-correct", Merges.areCorrect().claim().says(), settings -> Merges.areCorrect()),
            model("no-acked-write-lost", Merges.loseNothing().claim().says(), settings -> Merges.loseNothing()),
            model("no-resurrection", Merges.resurrectNothing().claim().says(), settings -> Merges.resurrectNothing()),
            model("converges-across-sites", new Convergence().claim().says(), settings -> new Convergence()),
            model("sessions", new Sessions().claim().says(), settings -> new Sessions()),
            model("resolvers-keep-their-word", new Resolutions().claim().says(), settings -> new Resolutions()),
            model("later-writers-win", new LastWriters().claim().says(), settings -> new LastWriters()),
            model("fenced-sites-refuse", new FencedSites().claim().says(), settings -> new FencedSites()),
            model("gone-sites-know-it", new GoneSites().claim().says(), settings -> new GoneSites()),
            model("somebody-stays", new SomebodyStays().claim().says(), settings -> new SomebodyStays()),
            model("replaced-is-told", new ReplacedReads().claim().says(), settings -> new ReplacedReads()),
            model("scans-show-one-moment", new OneMoment().claim().says(), settings -> new OneMoment()),
            model("only-if-current", new OnlyIfCurrent().claim().says(), settings -> new OnlyIfCurrent()),
            model("old-contexts-are-refused", new OldContexts().claim().says(), settings -> new OldContexts()),
            model("counters-add-up", new CounterTotals().claim().says(), settings -> new CounterTotals()),
            model("sets-keep-elements", new SetContents().claim().says(), settings -> new SetContents()),
            model(
                    "list-append",
                    "transactions of append and r on lists, see --consistency",
                    settings -> new TransactionChecker(Analysis.Kind.LIST_APPEND, settings.consistency())),
            model(
                    "rw-register",
                    "transactions of w and r on registers, see --consistency",
                    settings -> new TransactionChecker(Analysis.Kind.RW_REGISTER, settings.consistency())),
            model(
                    "causal",
                    "transactions of w and r, or read and write: transactional causal consistency",
                    settings -> new CausalChecker()),
            model(
                    "session-guarantees",
                    "the same operations: read your writes, monotonic reads and writes, writes follow reads",
                    settings -> new SessionGuarantees()),
            model(
                    "bank",
                    "transfer and read: the sum of all balances stays",
                    settings -> new Bank(settings.total(), settings.negativeBalances())),
            model("set", "add, and a read at the end: nothing acknowledged is lost", settings -> new SetFinal()),
            model(
                    "set-full",
                    "add and read: nothing known is lost, see --linearizable-set",
                    settings -> new SetFull(settings.linearizableSet())),
            model("counter", "add and read: every read is between its bounds", settings -> new Counter()),
            model("total-queue", "enqueue, dequeue, drain: what goes in comes out once", settings -> new TotalQueue()),
            model("unique-ids", "generate: no identifier is given out twice", settings -> new UniqueIds()),
            model("long-fork", "write once, read many keys: one order of writes", settings -> new LongFork()));

    private Models() {}

    /** All models, in the order in which they are listed. */
    public static Seq<Model> all() {
        return ALL;
    }

    public static Seq<String> names() {
        return ALL.map(Model::name);
    }

    public static Option<Model> named(String name) {
        return ALL.find(model -> model.name().equals(name));
    }

    /** A judge of a history that begins now; none if the checker needs the whole of it. */
    public static Option<Online> online(Checker checker, Limits limits) {
        Checker inner = checker instanceof WithFailures with ? with.checker() : checker;
        return inner instanceof OnlineChecker online ? Option.of(online.online(limits)) : Option.none();
    }

    /** For each object of a history that holds, its operations in an order that explains them, where the checker finds one. */
    public static List<int[]> orders(Checker checker, History history, Limits limits) {
        Checker inner = checker instanceof WithFailures with ? with.checker() : checker;
        return inner instanceof Linearizability linearizability ? linearizability.orders(history, limits) : List.of();
    }

    private static Checker register(Settings settings, Value initial) {
        return new WithFailures(
                Registers.casRegister(settings.initial().getOrElse(initial)).on(settings.workers()));
    }

    private static Checker siteValues(Settings settings) {
        return new SiteValues(new MultiValueClaim().on(settings.workers()));
    }

    private static Checker ofManySites(Settings settings) {
        Claim claim = new Claim(
                "many-sites", "each site is linearizable, merges lose and invent nothing, and all sites converge");
        return new EveryClaim(
                claim,
                Vector.of(
                        Merges.areCorrect(),
                        Merges.loseNothing(),
                        Merges.resurrectNothing(),
                        new Convergence(),
                        new Sessions(),
                        new Resolutions(),
                        new FencedSites(),
                        new GoneSites(),
                        new ReplacedReads(),
                        new RegisterLives(),
                        siteValues(settings)));
    }

    /** A model of {@code kyoten.check.linear}, by its name there. */
    private static Model linear(String name, String says) {
        return model(
                name,
                says,
                settings -> new WithFailures(kyoten.check.linear.Models.named(name, settings.workers())
                        .getOrElseThrow(() -> new IllegalStateException("kyoten.check.linear has no model " + name))));
    }

    private static Model model(String name, String says, Function<Settings, Checker> checker) {
        return new Model(name, says, PLAIN, checker);
    }
}
