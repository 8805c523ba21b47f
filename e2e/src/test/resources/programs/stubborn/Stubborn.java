import com.sun.net.httpserver.HttpServer;
import java.net.InetSocketAddress;
import sun.misc.Signal;

/** Ignores SIGTERM. */
final class Stubborn {
    public static void main(String[] args) throws Exception {
        Signal.handle(new Signal("TERM"), _ -> System.out.println("not now"));
        int port = Integer.parseInt(System.getenv("PORT"));
        var server = HttpServer.create(new InetSocketAddress("0.0.0.0", port), 0);
        server.createContext("/", exchange -> {
            try (exchange) {
                exchange.sendResponseHeaders(204, -1);
            }
        });
        server.start();
    }
}
