package multinode.cluster;

import com.hazelcast.config.Config;
import com.hazelcast.config.InMemoryFormat;
import com.hazelcast.config.JavaSerializationFilterConfig;
import com.hazelcast.config.JoinConfig;
import com.hazelcast.config.ListenerConfig;
import com.hazelcast.config.MapConfig;
import com.hazelcast.config.MergePolicyConfig;
import com.hazelcast.config.SerializerConfig;
import com.hazelcast.config.ServerSocketEndpointConfig;
import com.hazelcast.core.Hazelcast;
import com.hazelcast.core.HazelcastException;
import com.hazelcast.core.HazelcastInstance;
import java.io.IOException;
import java.net.InetAddress;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import multinode.node.Node;

/**
 * Hazelcast as a topology needs it: one endpoint, for members, on the node's own interface; times
 * for a lab; nothing sent home; and quiet.
 *
 * <p>What the settings mean stands in Hazelcast's <a
 * href="https://docs.hazelcast.com/hazelcast/latest/system-properties">list of properties</a>.
 */
final class Engine {

  /** Hazelcast reads this one from nowhere else; a value that is set already stays. */
  private static final String LOGGING = "hazelcast.logging.class";

  /** How long a search that begins while a member ends may hold it up. */
  private static final Duration SEARCH = Duration.ofMillis(50);

  private static final Map<String, String> PROPERTIES =
      Map.ofEntries(
          Map.entry("hazelcast.phone.home.enabled", "false"),
          Map.entry("hazelcast.logging.details.enabled", "false"),
          Map.entry("hazelcast.shutdownhook.enabled", "false"),
          Map.entry("hazelcast.socket.bind.any", "false"),
          // Nodes on 127.0.0.1 shout there, and also where no network is, and no other machine
          // hears.
          Map.entry("hazelcast.multicast.socket.set.interface", "true"),
          // Nobody waits for others who might be starting too; two that did find each other later.
          Map.entry("hazelcast.wait.seconds.before.join", "0"),
          // Who merges with somebody who has just frozen waits for 10 s and this; and joins again.
          Map.entry("hazelcast.max.wait.seconds.before.join", "0"),
          Map.entry("hazelcast.merge.first.run.delay.seconds", "1"),
          Map.entry("hazelcast.merge.next.run.delay.seconds", "1"),
          // The others' first member, if it is frozen, holds those up that come; so long, and then
          // they say so.
          Map.entry("hazelcast.max.join.seconds", "10"),
          Map.entry("hazelcast.max.join.merge.target.seconds", "5"),
          // Former members are looked for by Listed.
          Map.entry("hazelcast.tcp.join.previously.joined.member.address.retention.seconds", "0"),
          Map.entry("hazelcast.graceful.shutdown.max.wait", "10"),
          Map.entry("hazelcast.member.demote.max.wait", "10"),
          // A change that no backup has confirmed has failed, and may be tried again.
          Map.entry("hazelcast.operation.fail.on.indeterminate.state", "true"),
          Map.entry("hazelcast.operation.backup.timeout.millis", "2000"),
          // Small machines, small nodes, few of them: a quarter of the usual parts to move.
          Map.entry("hazelcast.partition.count", "71"),
          Map.entry("hazelcast.operation.thread.count", "2"),
          Map.entry("hazelcast.operation.generic.thread.count", "2"),
          Map.entry("hazelcast.io.thread.count", "1"),
          Map.entry("hazelcast.event.thread.count", "1"));

  private Engine() {}

  /**
   * Starts a member. Blocks until it has found others, or knows that it is the first: about a
   * second.
   *
   * @throws HeldUpException after 10 s in which somebody took its calls and did not answer
   * @throws IOException when the node's host is not known, has no port for it, or no multicast
   */
  static HazelcastInstance start(Node node, Topology topology) throws IOException {
    if (System.getProperty(LOGGING) == null) System.setProperty(LOGGING, EngineLog.class.getName());
    Config config = config(node, topology);
    try {
      return Hazelcast.newHazelcastInstance(config);
    } catch (IllegalStateException e) {
      throw new HeldUpException(
          "%s does not get into %s: somebody there takes calls and does not answer, a frozen member?"
              .formatted(node.self(), topology.name()),
          e);
    } catch (HazelcastException e) {
      throw new IOException(
          "%s does not get into %s: %s"
              .formatted(node.self(), topology.name(), reason(e, node.self().host(), topology)),
          e);
    }
  }

  private static String reason(HazelcastException e, String host, Topology topology) {
    String said = String.valueOf(e.getMessage());
    if (said.contains("Multicast")) {
      return "the network of %s takes no multicast (%s); use another strategy, such as a list"
          .formatted(host, e.getCause() == null ? said : e.getCause().getMessage());
    }
    PortRange ports = topology.ports();
    if (said.contains("bind")) {
      return "none of the %d ports of %s from %d on is free; choose others"
          .formatted(ports.count(), host, ports.first());
    }
    return said;
  }

  /** Leaves gracefully. Blocks until it is done, about a tenth of a second. */
  static void shutdown(HazelcastInstance engine) {
    withoutSearch(engine, engine::shutdown);
  }

  /** Ends at once, as if the process had died: the others notice it themselves. */
  static void terminate(HazelcastInstance engine) {
    withoutSearch(engine, engine.getLifecycleService()::terminate);
  }

  /**
   * Hazelcast would wait until its search for other clusters has come to its end, which takes
   * seconds: that is interrupted, as often as it begins one.
   */
  private static void withoutSearch(HazelcastInstance engine, Runnable ending) {
    Thread waker = Thread.ofVirtual().start(() -> interruptSearches(engine.getName()));
    try {
      ending.run();
    } finally {
      waker.interrupt();
    }
  }

  private static void interruptSearches(String name) {
    String pool = "hz.%s.cached.thread".formatted(name);
    try {
      for (; ; Thread.sleep(SEARCH)) {
        Thread.getAllStackTraces()
            .forEach((thread, frames) -> {
              if (thread.getName().startsWith(pool) && searches(frames)) thread.interrupt();
            });
      }
    } catch (InterruptedException ended) {
      // There is nothing left to interrupt.
    }
  }

  private static boolean searches(StackTraceElement[] frames) {
    return Arrays.stream(frames)
        .anyMatch(frame -> frame.getMethodName().equals("searchForOtherClusters"));
  }

  static Config config(Node node, Topology topology) throws IOException {
    Config config = new Config();
    config.setClusterName(topology.clusterName());
    PROPERTIES.forEach(config::setProperty);
    config.setProperty("hazelcast.tcp.join.port.try.count", "" + topology.ports().count());
    topology
        .detection()
        .properties()
        .forEach((name, value) -> config.setProperty("" + name, "" + value));
    config.getMetricsConfig().setEnabled(false);
    config
        .getMemberAttributeConfig()
        .setAttribute(Membership.NODE, node.self().toString())
        .setAttribute(Membership.INCARNATION, "" + node.user().incarnation());
    config
        .getSerializationConfig()
        .setJavaSerializationFilterConfig(filter())
        .addSerializerConfig(
            new SerializerConfig()
                .setTypeClass(Record.class)
                .setImplementation(new Records(node.codec())));
    // Entries are changed by steps and looked for by their tags where they are kept: as objects.
    config.addMapConfig(
        new MapConfig("*")
            .setBackupCount(topology.copies())
            .setStatisticsEnabled(false)
            .setInMemoryFormat(InMemoryFormat.OBJECT)
            .setMergePolicyConfig(new MergePolicyConfig().setPolicy(Merging.class.getName())));
    // The node's own address, also one like 127.0.0.2 that no network interface is told to have.
    String host = InetAddress.getByName(node.self().host()).getHostAddress();
    config.setProperty("hazelcast.local.localAddress", host);
    ServerSocketEndpointConfig endpoint = new ServerSocketEndpointConfig();
    endpoint
        .setPort(topology.ports().first())
        .setPortCount(topology.ports().count())
        .setPortAutoIncrement(true);
    config.getAdvancedNetworkConfig().setEnabled(true).setMemberEndpointConfig(endpoint);
    JoinConfig join = config.getAdvancedNetworkConfig().getJoin();
    join.getAutoDetectionConfig().setEnabled(false);
    join.getMulticastConfig().setEnabled(false);
    join.getTcpIpConfig().setConnectionTimeoutSeconds(1);
    Answering answering = new Answering();
    config.addListenerConfig(new ListenerConfig(answering));
    join.getDiscoveryConfig()
        .setDiscoveryServiceProvider(
            settings -> new PatientDiscovery(topology.name(), settings, answering));
    topology.strategy().configure(join, topology.ports());
    join.setTcpIpConfig(new Listed(join.getTcpIpConfig(), topology.ports(), answering));
    return config;
  }

  /** What Java serialization may make of bytes from others: Hazelcast's own, and exceptions. */
  private static JavaSerializationFilterConfig filter() {
    JavaSerializationFilterConfig filter = new JavaSerializationFilterConfig();
    filter
        .getWhitelist()
        .addPrefixes("com.hazelcast.", "java.lang.", "[Ljava.lang.", "java.util.", "multinode.");
    return filter;
  }
}
