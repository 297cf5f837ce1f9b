import Airworthy
import AirworthyTesting
import Trust

/// One repository, one instant, and the keys and rules a test asks for.
struct SupplyChainWorld {
    static let instant = Instant(seconds: 1_795_266_000)
    let memory: MemoryWorld
    let repository = ImageReference(registry: "registry.example", path: "acme/web", tag: nil, digest: nil)

    init() {
        memory = MemoryWorld(trust: .nobody, at: Self.instant)
    }

    var images: MemoryImages { memory.images }
    var files: MemoryFiles { memory.files }
}
