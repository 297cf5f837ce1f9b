import Airworthy
import AirworthyTesting
import Trust

/// Where a registry sends us, what it wants to know of us, and how long it keeps us waiting.
extension RegistryRow {
    private static let tokens = RegistryTraits.with {
        $0.access = .token(user: "alice", password: "secret", anonymousPull: false)
    }

    static let transport: [RegistryRow] = [
        RegistryRow("R10", "a token does not follow a redirect to another host", .passes(), traits: tokens) {
            let image = $0.registry.pushImage(to: $0.repository)
            let there = $0.stranger.repository("acme/app")
            $0.stranger.pushImage(to: there)
            let layer = Digest.of(Array("layer one".utf8))
            $0.registry.set(
                .redirect(to: "http://\($0.stranger.authority)/v2/acme/app/blobs/\(layer)"), on: .blob,
                reference: "\(layer)")
            return .digest($0.name(image.digest))
        } holds: {
            $0.stranger.count(.blob) == 1 && neverTold($0)
        },
        RegistryRow(
            "R10", "who a redirect leads to is not told who we are", .obstacle("registry-unauthorized"),
            traits: tokens, stranger: .with { $0.access = .basic(user: "alice", password: "secret") }
        ) {
            let image = $0.registry.pushImage(to: $0.repository)
            $0.registry.set(
                .redirect(to: "http://\($0.stranger.authority)/v2/acme/app/manifests/\(image.digest)"), on: .manifest)
            return .digest($0.name(image.digest))
        } holds: {
            $0.stranger.count(.manifest) == 1 && neverTold($0)
        },
        RegistryRow("R10", "no password for a token service of a stranger's", .obstacle("registry-realm-refused")) {
            let image = $0.registry.pushImage(to: $0.repository)
            let host = $0.stranger.authority.replacing("127.0.0.1", with: "localhost")
            $0.registry.set(.challenge("Bearer realm=\"http://\(host)/token\",service=\"x\""), on: .manifest)
            return .digest($0.name(image.digest))
        } holds: {
            $0.stranger.exchanges.isEmpty
        },
        RegistryRow("R10", "a redirect to a file is not followed", .obstacle("registry-redirect-refused")) {
            try redirected($0, to: "file:///etc/passwd")
        },
        RegistryRow("R10", "a redirect to a host of plain HTTP nobody named", .obstacle("registry-plain-http")) {
            try redirected($0, to: "http://\($0.stranger.authority.replacing("127.0.0.1", with: "localhost"))/x")
        } holds: {
            $0.stranger.exchanges.isEmpty
        },
        RegistryRow("R10", "over TLS an image is read like any other", .passes()) {
            let image = $0.registry.pushImage(to: $0.repository)
            return .digest("\(try $0.encrypted().repository)@\(image.digest)")
        },
        RegistryRow("R10", "a redirect from TLS to plain HTTP", .obstacle("registry-redirect-refused")) {
            let image = $0.registry.pushImage(to: $0.repository)
            // To a host for which plain HTTP is allowed: from TLS it is not.
            $0.registry.set(.redirect(to: "http://\($0.stranger.authority)/"), on: .manifest)
            return .digest("\(try $0.encrypted().repository)@\(image.digest)")
        } holds: {
            $0.stranger.exchanges.isEmpty
        },
        RegistryRow("R10", "redirects in a circle end", .obstacle("registry-redirect-refused")) {
            let image = $0.registry.pushImage(to: $0.repository)
            $0.registry.set(.redirectLoop, on: .manifest)
            return .digest($0.name(image.digest))
        },
        busy("seconds", 429, "1"), busy("a date", 429, "Wed, 21 Oct 2026 07:28:00 GMT"),
        busy("a date in ten years", 503, "Thu, 21 Oct 2038 07:28:00 GMT"), busy("thirty years", 429, "999999999"),
        busy("more than any number", 429, "99999999999999999999999999"), busy("less than nothing", 503, "-5"),
        busy("soon", 429, "soon"), busy("nothing", 429, nil),
        RegistryRow("R15", "a registry that was busy once is asked again", .passes()) {
            let image = $0.registry.pushImage(to: $0.repository)
            $0.registry.set(.status(503, retryAfter: "0"), on: .manifest, times: 1)
            return .digest($0.name(image.digest))
        },
        RegistryRow("R15", "a head at twenty bytes a second is given up", .obstacle("registry-timeout")) {
            let image = $0.registry.pushImage(to: $0.repository)
            // Long enough to outlast every patience, at twenty bytes a second.
            $0.registry.set(.mediaType(String(repeating: "a/b", count: 600)), on: .manifest)
            $0.registry.set(.slowHead, on: .manifest)
            return .digest($0.name(image.digest))
        },
        RegistryRow("R15", "a body at twenty bytes a second is given up", .obstacle("registry-timeout")) {
            let layers = ["layer one", String(repeating: "slow", count: 1_000)]
            let image = $0.registry.pushImage(layers: layers, to: $0.repository)
            $0.registry.set(.slowBody, on: .blob, reference: "\(Digest.of(Array(layers[1].utf8)))")
            return .digest($0.name(image.digest))
        },
    ]

    private static func neverTold(_ scene: RegistryScene) -> Bool {
        !scene.stranger.exchanges.contains { $0.request["authorization"] != nil }
    }

    private static func redirected(_ scene: RegistryScene, to address: String) throws -> Question {
        let image = scene.registry.pushImage(to: scene.repository)
        scene.registry.set(.redirect(to: address), on: .manifest)
        return .digest(scene.name(image.digest))
    }

    private static func busy(_ wait: String, _ status: Int, _ header: String?) -> RegistryRow {
        RegistryRow("R15", "\(status) for ever, asking to wait: \(wait)", .obstacle("registry-busy")) {
            let image = $0.registry.pushImage(to: $0.repository)
            $0.registry.set(.status(status, retryAfter: header), on: .manifest)
            return .digest($0.name(image.digest))
        }
    }
}
