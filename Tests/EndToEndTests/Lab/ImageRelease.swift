/// A release of images and nothing else, and what is asked of each.
enum ImageRelease {
    /// Services `s0`, `s1`, … of one image each.
    static func manifest(of images: [String]) -> String {
        let services = images.enumerated().map { number, image in
            "  s\(number): {version: \"1.0.0\", owner: team, image: \"\(image)\"}"
        }
        return """
            release: "1"
            environment: staging
            sequence: 1
            window: {start: 2026-01-01T00:00:00Z, budget: 2h, bake: 1h, rollbackHorizon: 24h}
            services:
            \(services.joined(separator: "\n"))
            """
    }

    /// That its bytes are what they should be, and signed.
    ///
    /// - Parameters:
    ///   - isDeep: whether the bytes of layers are looked at too.
    ///   - more: further steps, a line each.
    static func checklist(_ name: String, isDeep: Bool = true, and more: [String] = []) -> String {
        let arguments = isDeep ? "" : ", with: {deep: false}"
        let steps =
            [
                "{id: bytes, title: Bytes, uses: image-digest, forEach: images\(arguments), provides: [images.intact]}",
                "{id: signed, title: Signed, uses: image-signature, forEach: images, provides: [images.signed]}",
            ] + more
        return """
            checklist: \(name)
            phase: pre-release
            title: Every image is what it should be
            steps:
            \(steps.map { "  - \($0)" }.joined(separator: "\n"))

            """
    }
}
