package multinode.cluster;

import com.hazelcast.config.JoinConfig;
import java.net.URI;
import java.util.Optional;
import workbook.Todo;

/**
 * The strategy that asks the Kubernetes API which pods stand behind a service. Each pod runs one
 * member, on the first of the {@link PortRange}.
 *
 * <p>In a pod, the API's address, its certificate and a token are there without being told; its
 * service account needs the right to read endpoint slices, or endpoints. Without that right, or
 * while the API is away, nobody is found, and nobody is lost.
 *
 * <p>libcluster calls it <a
 * href="https://hexdocs.pm/libcluster/Cluster.Strategy.Kubernetes.html">Kubernetes</a>.
 *
 * @param namespace the service's namespace
 * @param service the service's name
 * @param api where else the API is, with the token to show there
 */
public record Kubernetes(String namespace, String service, Optional<Api> api) implements Strategy {

  /**
   * An API that is not the pod's own.
   *
   * @param address its address
   * @param token what proves who asks
   * @param certificate whom to believe that it is the API, as PEM text; empty for plain http
   */
  public record Api(URI address, String token, String certificate) {
    /** Does not print the token. */
    @Override
    public String toString() {
      return address.toString();
    }
  }

  /** A service, as the pod's own API knows it. */
  public static Kubernetes service(String namespace, String service) {
    return new Kubernetes(namespace, service, Optional.empty());
  }

  @Override
  public void configure(JoinConfig join, PortRange ports) {
    // 3.7: whom to ask, for what, where they listen; and what to do when the answer is a refusal.
    throw new Todo("3.7", "have Hazelcast ask the Kubernetes API for the pods of the service");
  }
}
