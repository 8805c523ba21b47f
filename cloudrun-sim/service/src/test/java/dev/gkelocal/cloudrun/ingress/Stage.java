package dev.gkelocal.cloudrun.ingress;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gkelocal.cloudrun.routing.RevisionRoute;
import dev.gkelocal.cloudrun.routing.RouteTable;
import dev.gkelocal.cloudrun.routing.ServiceRoute;
import dev.gkelocal.cloudrun.routing.ServiceRoute.Share;
import dev.gkelocal.contracts.RevisionName;
import dev.gkelocal.contracts.ServiceName;
import dev.gkelocal.contracts.cloudrun.ContainerPort.Protocol;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.net.SocketAddress;
import java.io.IOException;
import java.net.Socket;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.UnaryOperator;

/** An ingress on a free port, programs behind it and clients before it; all on loopback. */
final class Stage implements AutoCloseable {
    static final ServiceName HELLO = new ServiceName("demo", "europe-west1", "hello");
    static final RevisionName ONE = HELLO.revision("hello-00001-abc");
    static final RevisionName TWO = HELLO.revision("hello-00002-def");
    static final String HOST = "hello-123456789.europe-west1.run.localhost";
    private static final Duration GRACE = Duration.ofMillis(1);

    final Observed observed = new Observed();
    final Vertx programs = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(2));
    final Ingress ingress;
    private final HttpClient http1;
    private final HttpClient http2;

    Stage() {
        this(UnaryOperator.identity());
    }

    Stage(UnaryOperator<IngressSettings> change) {
        var settings = change.apply(IngressSettings.of(0, "123456789", "europe-west1"));
        var clocks = new Clocks(InstantSource.system(), System::nanoTime, new SplittableRandom(7));
        var observers = new IngressObservers(observed, observed, observed, RequestTracer.NONE);
        ingress = new Ingress(settings, observers, clocks);
        Waits.get(ingress.start());
        var pool = new PoolOptions().setHttp1MaxSize(500).setHttp2MaxSize(4);
        http1 = programs.createHttpClient(new HttpClientOptions(), pool);
        http2 = programs.createHttpClient(
                new HttpClientOptions().setProtocolVersion(HttpVersion.HTTP_2).setHttp2ClearTextUpgrade(false), pool);
    }

    static Stage with(UnaryOperator<IngressSettings.Limits> change) {
        return new Stage(it -> it.withLimits(change.apply(it.limits())));
    }

    static RouteBuilder route(RevisionName name, Upstream... instances) {
        return new RouteBuilder(
                name, Arrays.stream(instances).map(Upstream::endpoint).toList());
    }

    static RouteBuilder to(RevisionName name, RevisionRoute.Endpoint... instances) {
        return new RouteBuilder(name, List.of(instances));
    }

    /** One service, the first route with all traffic. */
    void publish(RouteBuilder... routes) {
        publish(List.of(new Share(routes[0].name, 100)), Map.of(), routes);
    }

    void publish(List<Share> shares, Map<String, RevisionName> tags, RouteBuilder... routes) {
        var revisions = new java.util.HashMap<RevisionName, RevisionRoute>();
        for (var route : routes) {
            revisions.put(route.name, route.build());
        }
        ingress.publish(new RouteTable(true, Map.of(HELLO, new ServiceRoute(HELLO, shares, tags)), revisions));
    }

    Future<HttpClientRequest> request(HttpMethod method, String host, String uri) {
        return http1.request(options(method, host, uri));
    }

    Future<HttpClientRequest> request2(HttpMethod method, String host, String uri) {
        return http2.request(options(method, host, uri));
    }

    private RequestOptions options(HttpMethod method, String host, String uri) {
        return new RequestOptions()
                .setServer(SocketAddress.inetSocketAddress(ingress.port(), "127.0.0.1"))
                .setMethod(method)
                .setHost(host)
                .setPort(ingress.port())
                .setURI(uri);
    }

    Future<Answer> get(String uri) {
        return get(HOST, uri);
    }

    Future<Answer> get(String host, String uri) {
        return request(HttpMethod.GET, host, uri).compose(Stage::sendWhole);
    }

    Future<Answer> get2(String uri) {
        return request2(HttpMethod.GET, HOST, uri).compose(Stage::sendWhole);
    }

    Future<Answer> post(String uri, Buffer body) {
        return request(HttpMethod.POST, HOST, uri).compose(it -> it.send(body).compose(Stage::whole));
    }

    /** In one step: what comes before anyone listens is lost. */
    static Future<Answer> sendWhole(HttpClientRequest request) {
        return request.send().compose(Stage::whole);
    }

    static Future<Answer> whole(HttpClientResponse response) {
        return response.body().map(body -> new Answer(response.statusCode(), body.toString(), response));
    }

    Socket socket() throws IOException {
        var socket = new Socket("127.0.0.1", ingress.port());
        socket.setSoTimeout(20_000);
        return socket;
    }

    /** What must hold after every test: nothing counted is left behind. */
    void assertNothingLeft() {
        Waits.until(() -> {
            assertThat(ingress.inFlight()).isEmpty();
            ingress.takeDemand();
            assertThat(ingress.takeDemand()).isEmpty();
        });
    }

    @Override
    public void close() {
        Waits.get(ingress.close(GRACE));
        Waits.get(programs.close());
    }

    record Answer(int status, String body, HttpClientResponse response) {}

    static final class RouteBuilder {
        private final RevisionName name;
        private final List<RevisionRoute.Endpoint> instances;
        private int concurrency = 80;
        private Duration timeout = Duration.ofSeconds(300);
        private Duration pendingLimit = Duration.ofSeconds(10);
        private Protocol protocol = Protocol.HTTP1;
        private boolean atMaximum;
        private int preferred;

        private RouteBuilder(RevisionName name, List<RevisionRoute.Endpoint> instances) {
            this.name = name;
            this.instances = instances;
            this.preferred = instances.size();
        }

        RouteBuilder concurrency(int changed) {
            concurrency = changed;
            return this;
        }

        RouteBuilder timeout(Duration changed) {
            timeout = changed;
            return this;
        }

        RouteBuilder pendingLimit(Duration changed) {
            pendingLimit = changed;
            return this;
        }

        RouteBuilder h2c() {
            protocol = Protocol.H2C;
            return this;
        }

        RouteBuilder atMaximum() {
            atMaximum = true;
            return this;
        }

        RouteBuilder preferred(int changed) {
            preferred = changed;
            return this;
        }

        RevisionRoute build() {
            return new RevisionRoute(
                    name, concurrency, timeout, protocol, pendingLimit, atMaximum, instances, preferred);
        }
    }
}
