/// What one unit of work is about.
///
/// The large ones are indirect, so that a unit about a short text is as small as the text.
public enum Subject: Sendable, Hashable {
    case release
    /// An image, and the service it belongs to when it comes from a release.
    indirect case image(ImageReference, of: Service?)
    indirect case service(Service)
    indirect case migration(Migration)
    indirect case config(Config)
    /// An element of a literal list.
    case item(String)

    public enum Kind: String, Sendable, Hashable, CaseIterable {
        case release, image, service, migration, config, item
    }

    public var kind: Kind {
        switch self {
        case .release: .release
        case .image: .image
        case .service: .service
        case .migration: .migration
        case .config: .config
        case .item: .item
        }
    }

    /// Short and unique among the subjects of one step; nil for the release itself.
    public var name: String? {
        switch self {
        case .release: nil
        case .image(let reference, let service): service?.name ?? reference.description
        case .service(let service): service.name
        case .migration(let migration): migration.id
        case .config(let config): config.file.path
        case .item(let item): item
        }
    }
}
