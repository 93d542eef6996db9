package multinode.cluster;

import com.hazelcast.cluster.Address;
import com.hazelcast.logging.ILogger;
import com.hazelcast.logging.Logger;
import com.hazelcast.spi.discovery.DiscoveryNode;
import com.hazelcast.spi.discovery.impl.DefaultDiscoveryService;
import com.hazelcast.spi.discovery.integration.DiscoveryService;
import com.hazelcast.spi.discovery.integration.DiscoveryServiceSettings;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Hazelcast's own discovery by DNS and Kubernetes, made patient: a question that fails finds
 * nobody, the log says why, and the next question is a new one.
 *
 * <p>Hazelcast alone would not start a member while nobody can be asked, and would ask a Kubernetes
 * API without end in the way that it was allowed to at the start.
 */
final class PatientDiscovery implements DiscoveryService {

  private static final ILogger LOG = Logger.getLogger("com.hazelcast.kubernetes");

  private final String topology;
  private final DiscoveryServiceSettings settings;
  private final Answering answering;
  private Optional<DiscoveryService> current = Optional.empty();

  /** What Hazelcast would ask, for a topology. */
  PatientDiscovery(String topology, DiscoveryServiceSettings settings, Answering answering) {
    this.topology = topology;
    this.settings = settings.setLogger(LOG);
    this.answering = answering;
  }

  /** A node that finds others finds itself, too: if nobody is found, the question has failed. */
  @Override
  public Iterable<DiscoveryNode> discoverNodes() {
    return answering.among(found(), node -> resolved(node.getPrivateAddress()));
  }

  private synchronized List<DiscoveryNode> found() {
    try {
      DiscoveryService asked = current.orElseGet(() -> new DefaultDiscoveryService(settings));
      current = Optional.of(asked);
      List<DiscoveryNode> found = new ArrayList<>();
      asked.discoverNodes().forEach(found::add);
      if (!found.isEmpty()) return found;
      LOG.warning(topology + ": nobody is found, not even this node");
    } catch (RuntimeException e) {
      LOG.warning(topology + ": nobody is found: " + reason(e));
    }
    current = Optional.empty();
    return List.of();
  }

  private static InetSocketAddress resolved(Address address) {
    return new InetSocketAddress(address.getHost(), address.getPort());
  }

  /** What an exception and its causes say, without the page that came instead of an answer. */
  private static String reason(Throwable thrown) {
    String all = sentence(thrown);
    for (Throwable cause = thrown.getCause(); cause != null; cause = cause.getCause()) {
      String more = sentence(cause);
      if (!all.contains(more)) all += ": " + more;
    }
    return all;
  }

  private static String sentence(Throwable thrown) {
    return Optional.ofNullable(thrown.getMessage())
        .map(text -> text.replaceAll("(?s)\\. Message: .*(?=\\. HTTP)", ""))
        .orElse(thrown.getClass().getSimpleName());
  }

  /** Zones of data centres are nothing to us, and asking for them takes another right. */
  @Override
  public Map<String, String> discoverLocalMetadata() {
    return Map.of();
  }

  @Override
  public void start() {
    // What Hazelcast's strategies could start is for the persistence of other editions.
  }

  @Override
  public void destroy() {
    // So there is nothing to end, either.
  }
}
