package kyoten.cli.netty;

import io.netty.bootstrap.Bootstrap;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.channel.socket.nio.NioSocketChannel;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/**
 * A long way over the loopback interface: what comes in on either side of a connection goes out on the other, in the same order, so
 * much later. Its own loop measures the time, to about a tenth of a millisecond.
 */
final class DelayProxy implements AutoCloseable {
    private final EventLoopGroup group =
            new MultiThreadIoEventLoopGroup(1, Daemons.named("kyoten-delay"), NioIoHandler.newFactory());
    private final long delayNanos;

    /**
     * @param delay one way
     */
    DelayProxy(Duration delay) {
        delayNanos = delay.toNanos();
    }

    /** A new address on whose other side the target is. */
    InetSocketAddress before(InetSocketAddress target) {
        ChannelFuture listening = new ServerBootstrap()
                .group(group)
                .channel(NioServerSocketChannel.class)
                .childOption(ChannelOption.TCP_NODELAY, true)
                .childOption(ChannelOption.AUTO_READ, false)
                .childHandler(new ChannelInitializer<SocketChannel>() {
                    @Override
                    protected void initChannel(SocketChannel near) {
                        connect(near, target);
                    }
                })
                .bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))
                .syncUninterruptibly();
        return (InetSocketAddress) listening.channel().localAddress();
    }

    private void connect(Channel near, InetSocketAddress target) {
        new Bootstrap()
                .group(near.eventLoop())
                .channel(NioSocketChannel.class)
                .option(ChannelOption.TCP_NODELAY, true)
                .option(ChannelOption.AUTO_READ, false)
                .handler(new ChannelInitializer<SocketChannel>() {
                    @Override
                    protected void initChannel(SocketChannel far) {
                        far.pipeline().addLast(new Late(near));
                    }
                })
                .connect(target)
                .addListener((ChannelFuture connected) -> {
                    if (connected.isSuccess()) {
                        near.pipeline().addLast(new Late(connected.channel()));
                        near.config().setAutoRead(true);
                        connected.channel().config().setAutoRead(true);
                    } else {
                        near.close();
                    }
                });
    }

    /** Passes on to the other channel what this one reads, late, its end too. */
    private final class Late extends ChannelInboundHandlerAdapter {
        private final Channel other;

        Late(Channel other) {
            this.other = other;
        }

        @Override
        public void channelRead(ChannelHandlerContext context, Object bytes) {
            context.executor().schedule(() -> other.writeAndFlush(bytes), delayNanos, TimeUnit.NANOSECONDS);
        }

        @Override
        public void channelInactive(ChannelHandlerContext context) {
            context.executor().schedule(() -> other.close(), delayNanos, TimeUnit.NANOSECONDS);
        }

        @Override
        public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
            context.close();
        }
    }

    @Override
    public void close() {
        group.shutdownGracefully(0, 1, TimeUnit.SECONDS).awaitUninterruptibly();
    }
}
