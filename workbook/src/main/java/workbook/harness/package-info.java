/**
 * What the tests of the exercises stand on: nodes and faults to test with, waits and claims that
 * explain themselves, ladders of what was sent, and the board of progress.
 *
 * <pre>{@code
 * @Exercise(id = "1.6", title = "A node dies", points = 12, minutes = 20,
 *     files = "multinode/node/Heartbeat.java")
 * class E16_NodeDownTest {
 *
 *   @Test
 *   @DisplayName("a peer that falls silent is given up")
 *   void silence(Nodes nodes) throws Exception {
 *     FaultProxy proxy = nodes.proxy();
 *     Node a = nodes.start("a", options -> options.withTick(Duration.ofMillis(50)));
 *     Node b = nodes.start("b", proxy::before);
 *     a.connect(b.self());
 *     proxy.silence();
 *     Claim.of("a gives b up")
 *         .step("beat")
 *         .did("cut the cable between a and b")
 *         .usually("the beats without a byte are not counted")
 *         .becomesEqual(List.of(), a::nodes);
 *   }
 * }
 * }</pre>
 *
 * <p>{@link workbook.harness.HarnessExtension} hands out the {@link workbook.harness.Nodes} and
 * turns what a test throws into one {@link workbook.harness.Failed}; {@link
 * workbook.harness.ProgressListener} prints.
 */
package workbook.harness;
