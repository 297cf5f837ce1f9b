/// The `docker-reference` of a simple signing payload. cosign writes the repository alone; skopeo and podman add the
/// tag; both may write Docker Hub's host in either of its spellings.
enum DockerReference {
    /// `registry/path` of a reference, without tag and digest, Docker Hub's names made one.
    static func repository(in reference: String) -> String {
        var rest = reference[...]
        if let at = rest.firstIndex(of: "@") { rest = rest[..<at] }
        // A colon after the last slash starts a tag; one before it is the registry's port.
        if let colon = rest.lastIndex(of: ":"), !rest[colon...].contains("/") { rest = rest[..<colon] }
        for hub in ["index.docker.io/", "registry-1.docker.io/"] where rest.hasPrefix(hub) {
            return "docker.io/" + rest.dropFirst(hub.count)
        }
        return String(rest)
    }
}
