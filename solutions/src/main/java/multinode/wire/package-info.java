/**
 * What travels between nodes: lines and frames on a socket, values as bytes and back, behind an
 * allowlist, and functions with what they capture.
 */
package multinode.wire;
