import Trust

/// Compares one desired object with the live one: what is declared must be there, and of what is not declared only that
/// which decides what runs. Pure.
///
/// Representations that the API server treats as one are one here: null, absent and empty; quantities; numbers; an image
/// by digest with or without a tag; `stringData` and `data` of a secret.
struct KubernetesDiff {
    private let object: KubernetesObject
    private let sensitivity: Sensitivity
    /// Replicas an autoscaler may choose from; nil where there is none.
    private let scale: ClosedRange<Int>?
    /// Whether an image is the release's, which then needs no declaration.
    private let isReleased: (String) -> Bool
    /// The desired side is whole, as the API server would store it: what it leaves out is wanted gone.
    private let isWhole: Bool
    /// Nil for a kind of which only guarded members count.
    private let defaults: DecisiveKinds.Defaults?
    private var path = ""
    private var changes: [KubernetesChange] = []

    static func changes(
        desired: KubernetesObject, live: KubernetesObject, sensitivity: Sensitivity, scale: ClosedRange<Int>?,
        isWhole: Bool = false, isReleased: @escaping (String) -> Bool
    ) -> [KubernetesChange] {
        var diff = KubernetesDiff(
            object: desired, sensitivity: sensitivity, scale: scale, isWhole: isWhole, isReleased: isReleased)
        diff.compare(desired.value, live.value, State(isSensitive: desired.identity.isSecret, isRoot: true))
        return diff.changes
    }

    private init(
        object: KubernetesObject, sensitivity: Sensitivity, scale: ClosedRange<Int>?, isWhole: Bool,
        isReleased: @escaping (String) -> Bool
    ) {
        self.isWhole = isWhole
        self.object = object
        defaults = DecisiveKinds.defaults(of: object.identity)
        self.sensitivity = sensitivity
        self.scale = scale
        self.isReleased = isReleased
    }

    /// What holds for a place because of where it is.
    private struct State {
        var isSensitive: Bool
        var isRoot = false
        var isGuarded = false
        var isClosed = false
        /// Within a member of which everything counts that only the live side has, but for what the API fills in.
        var isFull = false
        /// Within what the kind of the object makes decisive.
        var isDecisive = false
        /// The member this value is, for lists.
        var name = ""
    }

    private mutating func compare(_ desired: DocumentValue, _ live: DocumentValue, _ state: State) {
        switch (desired.shape, live.shape) {
        case (.object(let left), .object(let right)): compareMembers(left, right, state)
        case (.array(let left), .array(let right)): compareElements(left, right, state)
        default: if !isSame(desired, live) { record(desired, live, state) }
        }
    }

    // MARK: Objects

    private mutating func compareMembers(
        _ desired: [DocumentValue.Member], _ live: [DocumentValue.Member], _ state: State
    ) {
        let start = path
        let isSecretRoot = start.isEmpty && object.identity.isSecret
        let desired = isSecretRoot ? Self.withData(desired) : desired
        let live = isSecretRoot ? Self.withData(live) : live
        let isTold = sensitivity.concerns(members: desired) || sensitivity.concerns(members: live)
        var remaining: [[UInt8]: DocumentValue] = [:]
        for member in live { remaining[Array(member.key.utf8)] = member.value }
        for member in desired where !KubernetesNoise.isIgnored(member.key, at: start) {
            // To the API, null declares nothing.
            if case .null = member.value.shape { continue }
            path = start + "/" + JSONPointer.escape(member.key)
            let inner = self.inner(state, member.key, isTold: isTold)
            var value = remaining.removeValue(forKey: Array(member.key.utf8))
            if case .null? = value?.shape { value = nil }
            // `emptyDir: {}` on both sides is there on both.
            if let value, !value.isVacant || member.value.isVacant {
                if !isScaled(value) { compare(member.value, value, inner) }
            } else if isWhole || state.isClosed || !KubernetesLists.needNotBeThere(member.key, member.value) {
                record(member.value, nil, inner)
            }
        }
        path = start
        for member in live where remaining[Array(member.key.utf8)] != nil {
            guard !KubernetesNoise.isIgnored(member.key, at: start), counts(member, beside: desired, state) else {
                continue
            }
            path = start + "/" + JSONPointer.escape(member.key)
            record(nil, member.value, inner(state, member.key, isTold: isTold))
            path = start
        }
    }

    /// Whether a member that only the live side has is a difference.
    private func counts(
        _ member: DocumentValue.Member, beside desired: [DocumentValue.Member], _ state: State
    ) -> Bool {
        if isWhole || state.isClosed { return true }
        if path == "/metadata/labels", object.identity.isNamespace { return KubernetesLists.admits(member.key) }
        if isDecisive(state, member.key), let defaults {
            return !KubernetesLists.needNotBeThere(member.key, member.value)
                && !defaults.cover(member.key, member.value, beside: desired)
        }
        guard state.isFull || KubernetesLists.counts(member.key, in: object.identity.kind) else { return false }
        return !KubernetesLists.isDefault(member.key, member.value)
            && !(state.isFull && KubernetesNoise.isFilledIn(member.key, member.value))
            && !isHostsOwnPort(member, beside: desired)
    }

    /// In a pod that uses its node's network, the API repeats a container's port as the node's.
    private func isHostsOwnPort(_ member: DocumentValue.Member, beside desired: [DocumentValue.Member]) -> Bool {
        member.key == "hostPort" && object.usesHostNetwork
            && desired.first { $0.key == "containerPort" }?.value.shown == member.value.shown
    }

    /// Whether everything counts here because of the object's kind.
    private func isDecisive(_ state: State, _ name: String) -> Bool {
        state.isDecisive || state.isRoot && defaults != nil && name != "metadata"
    }

    private func inner(_ state: State, _ name: String, isTold: Bool) -> State {
        let isDecisive = isDecisive(state, name)
        return State(
            isSensitive: state.isSensitive || isTold
                || sensitivity.concerns(name: name) && !Self.openNames.contains(name),
            isGuarded: state.isGuarded || KubernetesLists.guardsContents(name) || name == "image" || isDecisive,
            isClosed: KubernetesLists.closedMaps.contains(name),
            isFull: state.isFull || KubernetesLists.closedContents.contains(name), isDecisive: isDecisive, name: name)
    }

    // Names with a suspicious part that hold no secret.
    private static let openNames: Set<String> = [
        "automountServiceAccountToken", "configMapKeyRef", "imagePullSecrets", "key", "secretKeyRef", "secretName",
        "secretRef", "tokenExpirationSeconds", "topologyKey",
    ]

    // The API server writes `stringData` into `data`, over what is there, and forgets it.
    private static func withData(_ members: [DocumentValue.Member]) -> [DocumentValue.Member] {
        guard let texts = members.first(where: { $0.key == "stringData" })?.value,
            case .object(let added) = texts.shape
        else { return members }
        // One place for all: finding each in a large JSON document would cost a walk through it.
        let place = texts.location
        let names = Set(added.map { Array($0.key.utf8) })
        var data: [YAMLNode.Member] = []
        if let written = members.first(where: { $0.key == "data" })?.value, case .object(let members) = written.shape {
            for member in members where !names.contains(Array(member.key.utf8)) {
                data.append(text(member.value.string ?? member.value.shown, named: member.key, at: place))
            }
        }
        for member in added {
            let bytes = Array((member.value.string ?? member.value.shown).utf8)
            data.append(text(Base64.encode(bytes), named: member.key, at: place))
        }
        return members.filter { $0.key != "data" && $0.key != "stringData" }
            + [DocumentValue.Member(key: "data", value: .yaml(.mapping(data, at: place)))]
    }

    private static func text(_ text: String, named key: String, at place: Location) -> YAMLNode.Member {
        YAMLNode.Member(key: key, location: place, value: .scalar(text, plain: false, at: place))
    }

    // An autoscaler owns the number as long as it stays in its bounds.
    private func isScaled(_ live: DocumentValue) -> Bool {
        guard path == "/spec/replicas", let scale, case .number = live.shape,
            let count = Int(live.shown)
        else { return false }
        return scale.contains(count)
    }

    // MARK: Lists

    private mutating func compareElements(_ desired: [DocumentValue], _ live: [DocumentValue], _ state: State) {
        guard let key = KubernetesLists.key(of: state.name, desired: desired, live: live) else {
            return compareByPlace(desired, live, state)
        }
        let start = path
        var remaining: [String: DocumentValue] = [:]
        for element in live { remaining[KubernetesLists.name(of: element, by: key)] = element }
        for element in desired {
            let name = KubernetesLists.name(of: element, by: key)
            path = start + "/" + JSONPointer.escape(name)
            if let other = remaining.removeValue(forKey: name) {
                compare(element, other, state)
            } else {
                record(element, nil, state)
            }
        }
        for element in live {
            let name = KubernetesLists.name(of: element, by: key)
            guard remaining.removeValue(forKey: name) != nil else { continue }
            path = start + "/" + JSONPointer.escape(name)
            record(nil, element, state)
        }
        path = start
    }

    private mutating func compareByPlace(_ desired: [DocumentValue], _ live: [DocumentValue], _ state: State) {
        let start = path
        for place in 0..<max(desired.count, live.count) {
            path = start + "/\(place)"
            switch (place < desired.count, place < live.count) {
            case (true, true): compare(desired[place], live[place], state)
            case (true, false): record(desired[place], nil, state)
            case (false, true): record(nil, live[place], state)
            case (false, false): break
            }
        }
        path = start
    }

    // MARK: Values

    private func isSame(_ desired: DocumentValue, _ live: DocumentValue) -> Bool {
        if desired.isVacant, live.isVacant { return true }
        switch (desired.shape, live.shape) {
        case (.bool(let left), .bool(let right)): return left == right
        case (.number(let left), .number(let right)) where left == right: return true
        case (.string(let left), .string(let right)) where left.utf8.elementsEqual(right.utf8): return true
        default: break
        }
        if isImage, let left = desired.string, let right = live.string {
            return WorkloadImages.isSame(left, right)
        }
        guard !object.identity.isText, KubernetesQuantity.isPlace(path), let left = Self.quantity(desired),
            let right = Self.quantity(live)
        else {
            return false
        }
        return left == right
    }

    private static func quantity(_ value: DocumentValue) -> KubernetesQuantity? {
        switch value.shape {
        case .number: KubernetesQuantity(value.shown)
        case .string(let text): KubernetesQuantity(text)
        case .null, .bool, .array, .object: nil
        }
    }

    /// Whether this is where a workload names a container's image: elsewhere `image` is a word like any other.
    private var isImage: Bool {
        let parts = path.split(separator: "/")
        return !object.identity.isText && parts.count >= 3 && parts.last == "image"
            && ["containers", "initContainers", "ephemeralContainers"].contains(parts[parts.count - 3])
    }

    private mutating func record(_ desired: DocumentValue?, _ live: DocumentValue?, _ state: State) {
        // The digest in an image's name looks like a secret, and is none.
        let looksSecret = !isImage && [desired, live].contains { $0?.string.map(Sensitivity.looksSecret) == true }
        let isHidden = state.isSensitive || sensitivity.concerns(pointer: path) || looksSecret
        var isDerived = false
        if isImage, let wanted = desired?.string, let former = live?.string {
            isDerived = isReleased(wanted) && WorkloadImages.isSameRepository(wanted, former)
        }
        changes.append(
            KubernetesChange(
                object: object.description, action: .update, path: path, desired: desired, live: live,
                isSensitive: isHidden, isGuarded: state.isGuarded || state.isClosed,
                isDerived: isDerived, reason: nil))
    }
}

extension KubernetesObject.Identity {
    var isSecret: Bool { group.isEmpty && kind == "Secret" }

    var isNamespace: Bool { group.isEmpty && kind == "Namespace" }

    /// Its values are text to whoever reads them, whatever they are called.
    var isText: Bool { isSecret || (group.isEmpty && kind == "ConfigMap") }
}
