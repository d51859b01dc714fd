package kyoten.scenario.catalogue;

import com.google.protobuf.ByteString;
import io.vavr.collection.Seq;
import io.vavr.collection.TreeMap;
import io.vavr.collection.Vector;
import io.vavr.control.Option;
import java.time.Duration;
import java.util.Locale;
import java.util.TreeSet;
import java.util.function.Function;
import kyoten.check.site.Availability;
import kyoten.client.ClientAnswer;
import kyoten.client.ClientCall;
import kyoten.client.ClientNode;
import kyoten.client.ClientOptions;
import kyoten.history.Value;
import kyoten.node.BootFile;
import kyoten.node.FileName;
import kyoten.node.Node;
import kyoten.node.NodeId;
import kyoten.raft.DiskFacts;
import kyoten.raft.Marks;
import kyoten.raft.RaftOptions;
import kyoten.scenario.Administration;
import kyoten.scenario.Answer;
import kyoten.scenario.Replica;
import kyoten.scenario.Stage;
import kyoten.scenario.Subject;
import kyoten.scenario.plan.Act;
import kyoten.scenario.plan.ContextReference;
import kyoten.scenario.plan.Options;
import kyoten.site.Limits;
import kyoten.site.SiteMessages;
import kyoten.site.SiteOptions;
import kyoten.site.SiteServer;
import kyoten.site.SiteState;
import kyoten.wire.Registry;

/** The store of one site: its servers, and the clients that they serve. */
public class StoreSubject implements Subject {
    private static final ByteString CLUSTER_KEY = ByteString.copyFromUtf8("the key of a site in scenarios");

    /** A site has one group so far. */
    private static final int GROUP = 0;

    @Override
    public String name() {
        return "the store of one site";
    }

    @Override
    public Registry registry() {
        return SiteMessages.REGISTRY;
    }

    @Override
    public Node<?> server(Stage stage, Options options, NodeId self) {
        return new SiteServer(site(stage, options, self));
    }

    /** How a server is set up with these options. */
    public static SiteOptions site(Stage stage, Options options, NodeId self) {
        Options.Store store = options.store();
        RaftOptions.Timing timing = new RaftOptions.Timing(
                Duration.ofNanos(store.electionTimeout()),
                Duration.ofNanos(store.electionTimeout() / 5),
                Duration.ofMillis(200));
        RaftOptions.Limits usual = RaftOptions.Limits.USUAL;
        RaftOptions.Limits limits = new RaftOptions.Limits(
                store.inFlight(), store.batchBytes(), usual.uncommitted(), store.snapshotEvery(), store.tail());
        Stage.Site site = stage.siteOf(self);
        return SiteOptions.of(site.id(), self, site.servers(), CLUSTER_KEY)
                .with(Limits.DEFAULT.with(store.logBytes(), store.partBytes()).withPageBytes(store.pageBytes()))
                .with(RaftOptions.of(self, site.servers()).with(timing).with(limits));
    }

    @Override
    public Node<?> client(Stage stage, Options options, NodeId self) {
        Vector<NodeId> servers = stage.serversFor(self);
        ClientOptions usual = ClientOptions.of(servers);
        return new ClientNode(new ClientOptions(
                servers,
                Duration.ofNanos(options.lengths().patience()),
                Duration.ofNanos(options.store().electionTimeout()),
                Duration.ofMillis(20),
                usual.limits(),
                usual.idle()));
    }

    @Override
    public Object call(Options options, Act act, String value, ByteString context) {
        ByteString key = ByteString.copyFromUtf8(act.key());
        ByteString written = LongValues.lengthened(value, options.valueBytes());
        if (act instanceof Act.Read) {
            return new ClientCall.Read(key);
        }
        if (act instanceof Act.Write) {
            return new ClientCall.Write(key, written);
        }
        if (act instanceof Act.Delete) {
            return new ClientCall.Delete(key);
        }
        if (act instanceof Act.Gread) {
            return new ClientCall.Gread(key);
        }
        if (act instanceof Act.Gwrite gwrite) {
            return new ClientCall.Gwrite(key, written, context, gwrite.onlyIfCurrent());
        }
        if (act instanceof Act.Gdelete gdelete) {
            return new ClientCall.Gdelete(key, context, gdelete.onlyIfCurrent());
        }
        if (act instanceof Act.Add add) {
            return new ClientCall.Add(key, add.amount());
        }
        if (act instanceof Act.Count) {
            return new ClientCall.Count(key);
        }
        if (act instanceof Act.Insert) {
            return new ClientCall.Insert(key, ByteString.copyFromUtf8(value));
        }
        if (act instanceof Act.Remove) {
            return new ClientCall.Remove(key, context);
        }
        if (act instanceof Act.Elements) {
            return new ClientCall.Elements(key);
        }
        if (act instanceof Act.Scan scan) {
            return new ClientCall.Scan(key, ByteString.EMPTY, scan.limit());
        }
        throw new IllegalArgumentException("the store knows no " + act);
    }

    @Override
    public Answer answer(Act act, Object body) {
        if (body instanceof ClientAnswer.Value value) {
            Answer.Aside aside = new Answer.Aside(Value.NIL, value.fenced(), replaced(value));
            return new Answer.Ok(value(value.value()), "", ByteString.EMPTY, aside);
        }
        if (body instanceof ClientAnswer.Values values) {
            return siblings(values);
        }
        if (body instanceof ClientAnswer.Counted counted) {
            return Answer.of(Value.of(counted.total().longValueExact()));
        }
        if (body instanceof ClientAnswer.Members members) {
            TreeSet<Value> elements = new TreeSet<>();
            members.elements().forEach(element -> elements.add(Value.of(element.toStringUtf8())));
            return Answer.of(new Value.Group(elements));
        }
        if (body instanceof ClientAnswer.Done) {
            return Answer.of(Value.NIL);
        }
        if (body instanceof ClientAnswer.Refused refused && refused.reason() == ClientAnswer.Refusal.NOT_SENT) {
            // Nobody refused: the client gave up before it had a session to send this in.
            return new Answer.Fail(Answer.GAVE_UP);
        }
        if (body instanceof ClientAnswer.Refused refused) {
            return new Answer.Fail(refused.reason().name());
        }
        if (body instanceof ClientAnswer.Unanswered unanswered) {
            return new Answer.Info(Answer.GAVE_UP, unanswered.session());
        }
        if (body instanceof ClientAnswer.Page page) {
            return page(page);
        }
        if (body instanceof ClientAnswer.PageExpired) {
            return new Answer.Fail(Availability.PAGE_EXPIRED);
        }
        return outcome(act, body);
    }

    /** What a site says of a value that was read, if there are others that could replace it. */
    Option<Boolean> replaced(ClientAnswer.Value read) {
        return Option.none();
    }

    /** All values that the answer names, whatever the key's resolver did with them; and what it did, aside. */
    private static Answer siblings(ClientAnswer.Values answer) {
        ClientAnswer.Resolved resolved = answer.resolved();
        Value.Group shown = group(answer.values());
        Value.Group discarded = group(resolved.discarded());
        Value what = resolved.resolver().isEmpty()
                ? Value.NIL
                : Value.list(Value.of(resolved.resolver()), shown, discarded, Value.of(resolved.error()));
        Value all = all(answer.values().appendAll(resolved.discarded()));
        return new Answer.Ok(all, "", answer.context(), new Answer.Aside(what, answer.fenced(), Option.none()));
    }

    /** As a set; if one comes twice, as a list that does not hide it. */
    private static Value all(Seq<ByteString> values) {
        Value.Group once = group(values);
        return once.values().size() == values.size()
                ? once
                : new Value.Items(values.map(value -> Value.of(LongValues.shortened(value)))
                        .sorted()
                        .asJava());
    }

    private static Value.Group group(Seq<ByteString> values) {
        TreeSet<Value> group = new TreeSet<>();
        values.forEach(value -> group.add(Value.of(LongValues.shortened(value))));
        return new Value.Group(group);
    }

    private static Answer outcome(Act act, Object body) {
        if (body instanceof ClientAnswer.Overwritten || body instanceof ClientAnswer.Conflict && act.onlyIfCurrent()) {
            // Only if it was current: done at all, it has left nothing beside it, whatever the answer says.
            return new Answer.Ok(Value.NIL, "overwritten", ByteString.EMPTY);
        }
        if (body instanceof ClientAnswer.Conflict) {
            return new Answer.Ok(Value.NIL, "conflict", ByteString.EMPTY);
        }
        if (body instanceof ClientAnswer.Rejected rejected) {
            String why = rejected.reason().name().toLowerCase(Locale.ROOT).replace('_', ' ');
            return new Answer.Ok(Value.NIL, "rejected: " + why, ByteString.EMPTY);
        }
        throw new IllegalArgumentException("no client of the store answers " + body);
    }

    private static Answer page(ClientAnswer.Page page) {
        TreeMap<String, Value> values = TreeMap.empty();
        for (ClientAnswer.Entry entry : page.entries()) {
            values = values.put(entry.key().toStringUtf8(), value(entry.read().value()));
        }
        return new Answer.Page(1, values, page.next().map(ClientCall.NextPage::new));
    }

    private static Value value(Option<ByteString> value) {
        return value.map(bytes -> Value.of(LongValues.shortened(bytes))).getOrElse(Value.NIL);
    }

    @Override
    public Vector<String> marks() {
        return Marks.ALL.appendAll(kyoten.site.Marks.ALL).appendAll(ClientNode.MARKS);
    }

    @Override
    public Vector<Function<String, Act>> looks() {
        return Vector.of(Act.Read::new, Act.Gread::new);
    }

    /** So that a site that reads but takes no writes any more is found out. */
    @Override
    public Vector<Function<String, Act>> lastChanges() {
        return Vector.of(Act.Write::new, key -> new Act.Gwrite(key, ContextReference.LATEST, false));
    }

    @Override
    public Option<Administration> administration() {
        return Option.of(new StoreAdministration());
    }

    @Override
    public Option<Function<Object, Replica>> replicas() {
        return Option.of(state -> new StoreReplica(((SiteState) state).raft()));
    }

    @Override
    public Option<DiskFacts> diskFacts(Seq<BootFile> synced) {
        return Option.of(DiskFacts.of(GROUP, synced));
    }

    @Override
    public Option<Long> snapshotOn(Function<FileName, ByteString> bulk) {
        return Option.of(DiskFacts.snapshotOn(GROUP, bulk));
    }
}
