package uk.seenheard.api.engine.embedded.wire;

import de.bwaldvogel.mongo.wire.MongoWireMessageEncoder;
import de.bwaldvogel.mongo.wire.MongoWireReplyEncoder;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.group.ChannelGroup;
import io.netty.channel.group.DefaultChannelGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.handler.ssl.SslHandler;
import io.netty.util.concurrent.DefaultThreadFactory;
import io.netty.util.concurrent.GlobalEventExecutor;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;

/**
 * The door on loopback: it speaks MongoDB's wire protocol over TLS with whoever shows the same
 * certificate as itself, and hands the commands on.
 */
public final class WireServer implements AutoCloseable {
  static final int MOST_CONNECTIONS = 1_000;

  private final EventLoopGroup threads =
      new MultiThreadIoEventLoopGroup(
          3, new DefaultThreadFactory("store-wire", true), NioIoHandler.newFactory());
  private final ChannelGroup connections = new DefaultChannelGroup(GlobalEventExecutor.INSTANCE);
  private final Channel listening;

  /**
   * Listens.
   *
   * @param identity what it shows, and alone trusts
   * @param port 0 for any
   */
  public WireServer(StoreBackend backend, SSLContext identity, int port) {
    InetAddress loopback = InetAddress.getLoopbackAddress();
    ServerBootstrap bootstrap =
        new ServerBootstrap()
            .group(threads)
            .channel(NioServerSocketChannel.class)
            .option(ChannelOption.SO_BACKLOG, 256)
            .option(ChannelOption.SO_REUSEADDR, true)
            .childOption(ChannelOption.TCP_NODELAY, true)
            .childHandler(
                new ChannelInitializer<SocketChannel>() {
                  @Override
                  protected void initChannel(SocketChannel channel) {
                    if (connections.size() >= MOST_CONNECTIONS) {
                      channel.close();
                      return;
                    }
                    connections.add(channel);
                    channel
                        .pipeline()
                        .addLast(
                            new SslHandler(proved(identity)),
                            new MongoWireReplyEncoder(),
                            new MongoWireMessageEncoder(),
                            new CheckedFrames(),
                            new CommandDoor(backend));
                  }
                });
    try {
      listening =
          bootstrap.bind(new InetSocketAddress(loopback, port)).syncUninterruptibly().channel();
    } catch (RuntimeException e) {
      threads.shutdownGracefully(0, 1, TimeUnit.SECONDS);
      throw e;
    }
  }

  private static SSLEngine proved(SSLContext identity) {
    SSLEngine engine = identity.createSSLEngine();
    engine.setUseClientMode(false);
    engine.setNeedClientAuth(true);
    engine.setEnabledProtocols(new String[] {"TLSv1.3"});
    return engine;
  }

  public int port() {
    return ((InetSocketAddress) listening.localAddress()).getPort();
  }

  /** No new connections from here on. */
  public void stopListening() {
    listening.close().syncUninterruptibly();
  }

  @Override
  public void close() {
    stopListening();
    connections.close().syncUninterruptibly();
    threads.shutdownGracefully(0, 5, TimeUnit.SECONDS).syncUninterruptibly();
  }
}
