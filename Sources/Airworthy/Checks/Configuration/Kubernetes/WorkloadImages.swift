import Trust

/// The images that workloads of the desired side run, held against the release.
struct WorkloadImages {
    /// One container's image.
    struct Use {
        let object: KubernetesObject
        let path: String
        let image: DocumentValue
    }

    let uses: [Use]

    init(of objects: [KubernetesObject]) {
        var uses: [Use] = []
        for object in objects { Self.collect(object.value, in: object, at: "", &uses) }
        self.uses = uses
    }

    /// Whether two texts name one image: by digest the tag says nothing.
    static func isSame(_ left: String, _ right: String) -> Bool {
        guard !left.isExactly(right) else { return true }
        guard let left = try? ImageReference(left), let right = try? ImageReference(right), let digest = left.digest
        else { return false }
        return digest == right.digest && left.repository.isExactly(right.repository)
    }

    /// Whether one is another version of the other. Another program in its place is declared, or not wanted.
    static func isSameRepository(_ left: String, _ right: String) -> Bool {
        guard let left = try? ImageReference(left), let right = try? ImageReference(right) else { return false }
        return left.repository.isExactly(right.repository)
    }

    /// - Parameters:
    ///   - wanted: services whose image some workload must run.
    ///   - others: images allowed beside the release's, as long as they are pinned.
    func judge(
        _ release: Release, wanted: [Service], others: [Glob]
    ) -> [Finding<DriftKubernetesCode>] {
        var findings: [Finding<DriftKubernetesCode>] = []
        var seen: Set<String> = []
        for use in uses {
            let place = "`\(Excerpt.of(use.object.description, limit: 200))` `\(Excerpt.of(use.path, limit: 200))`"
            let text = use.image.string ?? use.image.shown
            let reference = try? ImageReference(text)
            let services = release.services.filter { $0.image.repository == reference?.repository }
            if let service = services.first(where: { $0.image.digest == reference?.digest }) {
                seen.insert(service.name)
            } else if findings.count >= Self.limit {
                // More decide nothing further, and each place costs a walk through its document.
                continue
            } else if let service = services.first {
                findings.append(
                    Finding(
                        .imageNotReleased,
                        "\(place) runs `\(Excerpt.of(text, limit: 200))`, released `\(service.image)`",
                        at: use.image.location))
            } else if reference?.digest == nil || !others.contains(where: { $0.matches(reference?.repository ?? "") }) {
                findings.append(
                    Finding(
                        .foreignImage, "\(place) runs `\(Excerpt.of(text, limit: 200))`, which is no service's image",
                        at: use.image.location))
            }
        }
        for service in wanted where !seen.contains(service.name) {
            findings.append(
                Finding(
                    .imageMissing, "no workload runs the image of service `\(service.name)`", at: service.location))
        }
        return findings
    }

    private static let limit = 50
    private static let lists: Set<String> = ["containers", "ephemeralContainers", "initContainers"]

    // In whatever kind a pod's template is wrapped, also in one no list here knows.
    private static func collect(
        _ value: DocumentValue, in object: KubernetesObject, at path: String, _ uses: inout [Use]
    ) {
        switch value.shape {
        case .object(let members):
            for member in members where path.isEmpty == false || member.key != "status" {
                let inner = path + "/" + JSONPointer.escape(member.key)
                if lists.contains(member.key) {
                    for (index, element) in member.value.elements.enumerated() {
                        guard let image = element.member("image") else { continue }
                        let name = element.member("name")?.string.map { "name=\($0)" } ?? String(index)
                        uses.append(
                            Use(object: object, path: "\(inner)/\(JSONPointer.escape(name))/image", image: image))
                    }
                }
                collect(member.value, in: object, at: inner, &uses)
            }
        case .array(let elements):
            for (index, element) in elements.enumerated() {
                collect(element, in: object, at: "\(path)/\(index)", &uses)
            }
        case .null, .bool, .number, .string: break
        }
    }
}
