package kyoten.offender.raft;

import io.netty.buffer.Unpooled;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.channels.SocketChannel;
import java.util.function.Supplier;

/** Reaches for the network, in every way that is banned. */
final class OpensSockets {

    private OpensSockets() {}

    static Object address() {
        return InetSocketAddress.createUnresolved("localhost", 1);
    }

    static Supplier<Socket> socketReference() {
        return Socket::new;
    }

    static Object channel() throws IOException {
        return SocketChannel.open();
    }

    static Object nettyBuffer() {
        return Unpooled.buffer();
    }

    static Object nettyChannel(io.netty.channel.Channel channel) {
        return channel.write("");
    }

    static Object factory() {
        return javax.net.SocketFactory.getDefault();
    }
}
