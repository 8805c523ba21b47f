import com.sun.net.httpserver.HttpServer;
import java.net.InetSocketAddress;

/** Listens on a port that nobody asked for. */
final class Elsewhere {
    public static void main(String[] args) throws Exception {
        var server = HttpServer.create(new InetSocketAddress("0.0.0.0", 0), 0);
        server.start();
        System.out.println("listening on " + server.getAddress().getPort());
    }
}
