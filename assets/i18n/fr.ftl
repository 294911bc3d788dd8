# Tous les mots de l'écran, en français. Mêmes identifiants et arguments que en.ftl ; un test y veille.
# L'espace avant ? ! ; : s'écrit ici comme une espace ordinaire ; le programme la rend fine et insécable.

## Le temps

age-now = <1 min
age-minutes = { $n } min
age-hours = { $n } h
age-days = { $n } j
age-weeks = { $n } sem
age-years = { $n ->
    [one] { $n } an
   *[other] { $n } ans
 }
date-day = { $day } { $month }
month-1 = janv.
month-2 = févr.
month-3 = mars
month-4 = avr.
month-5 = mai
month-6 = juin
month-7 = juil.
month-8 = août
month-9 = sept.
month-10 = oct.
month-11 = nov.
month-12 = déc.
weekday-1 = lundi
weekday-2 = mardi
weekday-3 = mercredi
weekday-4 = jeudi
weekday-5 = vendredi
weekday-6 = samedi
weekday-7 = dimanche
when-hour = { $hour } h
when-hour-minute = { $hour } h { $minute }
when-today = aujourd'hui { $time }
when-tomorrow = demain { $time }
when-yesterday = hier { $time }
when-on = { $day } { $time }
when-until-they-answer = jusqu'à leur réponse
when-empty = Dites un moment : « demain matin », « lundi 9h » ou « dans 2h ».
when-unknown = « { $word } » n'est pas un mot du temps. Écrivez par exemple « demain matin », « lundi 9h » ou « dans 2h ».
when-unknown-near = « { $word } » n'est pas un mot du temps. Vouliez-vous dire « { $near } » ?
when-past = « { $word } » n'est plus à venir. Donnez un moment plus tardif.
when-ambiguous = « { $word } » peut vouloir dire plusieurs moments. Précisez : « lundi 9h », « 9 nov. 9h » ou « dans 2h ».
when-impossible-date = « { $word } » n'est dans aucun calendrier. Le jour vient avant le mois : 25/12.
when-impossible-hour = « { $word } » : cette heure n'existe pas. Écrivez « 9h », « 15h30 » ou « midi ».
when-clash = « { $word } » ne va pas avec le reste. Donnez un seul jour et une seule heure.
when-too-far = « { $word } » est trop loin : dix ans au plus.
preset-later-today = Plus tard aujourd'hui
preset-this-evening = Ce soir
preset-tomorrow-morning = Demain matin
preset-monday-morning = Lundi matin
preset-in-a-week = Dans une semaine
preset-until-they-answer = Jusqu'à leur réponse
preset-last-used = Comme la dernière fois
hours-empty = Écrivez les horaires, par exemple « lun-ven 9h-18h, sam 10h-12h ».
hours-unknown = « { $word } » n'est ni un jour ni une heure. Écrivez « lun-ven 9h-18h » ou « pas avant 12h ».
hours-impossible-hour = « { $word } » : cet horaire n'existe pas. Les heures vont de 0h à 24h, et la seconde diffère de la première.
hours-no-hours = « { $word } » n'a pas d'heures, par exemple 9h-18h.
hours-no-end = « { $word } » n'a pas de fin. Écrivez par exemple 9h-18h.
hours-impossible-date = « { $word } » n'est dans aucun calendrier. Écrivez 12-25 ou 2026-05-14.
due-late = { $time } de retard
due-why-network = ensuite, le réseau ne prend plus de réponse
due-why-sla = promis au client
due-why-person = fixé par une personne

## Les touches

key-enter = Entrée
key-esc = Échap
key-space = Espace
key-shift = Maj
key-home = Début
key-end = Fin
key-pgup = PgPréc
key-pgdn = PgSuiv
key-backspace = Retour
key-delete = Suppr

## Le cadre

too-small = vigie a besoin d'un peu plus de place : au moins { $least }, et ici { $now }.
loading = Lecture…
demo = démo
standby = en veille
pane-inbox = Réception
pane-outbox = Envois
pane-accounts = Comptes
accounts-pane-title = Comptes et sources
count = { $n }
countdown = { $count ->
    [one] ↗ part dans { $n } s · { $key } l'arrête{" "}
   *[other] ↗ { $count } partent dès { $n } s · { $key } arrête le dernier{" "}
 }
countdown-outbox = { $count ->
    [one] ↗ part dans { $n } s · { $outbox } le montre{" "}
   *[other] ↗ { $count } partent dès { $n } s · { $outbox } les montre{" "}
 }
countdown-typing = { $count ->
    [one] ↗ part dans { $n } s{" "}
   *[other] ↗ { $count } partent dès { $n } s{" "}
 }
settings-read = Les réglages ont été relus.
settings-read-warned = { $first }{ $more ->
    [0] {""}
   *[other] {" "}(+{ $more })
} · Le reste a été relu.
unbound = { $key } ne fait rien ici ; { $help } montre les touches.
habit-palette = Trois fois par la palette : la touche est { $key }.
habit-mouse = Trois fois à la souris : la touche est { $key }.
undo-hint = { $key } annule{" "}
hints-filter = is: has: from: label: older:3d "mots" (a OR b)   Tab complète · Entrée garde · Échap efface
see-outbox = tapez { $key }

## La réception

view-to-answer = À répondre
view-waiting = En attente
view-snoozed = En veille
view-to-read = Articles
view-quiet = Réactions
view-done = Traités
view-all = Tout
all-clients = Tous les clients
unread = { $n ->
    [one] { $n } non lu
   *[other] { $n } non lus
 }
seen-unanswered = { $n ->
    [one] { $n } vu sans réponse
   *[other] { $n } vus sans réponse
 }
of-all = { $n ->
    [one] { $n } conversation
   *[other] { $n } conversations
 }
newer = { $n ->
    [one] ▲ { $n } nouveau ({ $key })
   *[other] ▲ { $n } nouveaux ({ $key })
 }
marked = { $n ->
    [one] { $n } choisi
   *[other] { $n } choisis
 }
searching = recherche…
searching-next = La recherche continue… { $key } l'arrête.
search-stopped = Recherche arrêtée : { $n } trouvées jusqu'ici.
marks-counting = Tout ce qui correspond est encore en train d'être compté.
bulk-progress = { $deed } : { $n } sur { $all } ({ $key } arrête)
bulk-stopped = Arrêté. { $deed } : { $n } sur { $all }
bulk-runs = Une action sur beaucoup de lignes est en cours ; { $key } l'arrête.
view-replace-question = Une vue « { $name } » existe déjà. Cette liste doit-elle la remplacer ?
view-replace-yes = La remplacer
view-saved = Enregistrée sous le nom « { $name } »
view-removed = La vue « { $name } » est supprimée ; ses conversations restent
turning-progress = Annulation : { $n } sur { $all }
reaction-like = ♥ { $others ->
    [0] aime : { $post }
    [one] et { $others } autre : { $post }
   *[other] et { $others } autres : { $post }
 }
reaction-boost = ⟲ { $others ->
    [0] partage : { $post }
    [one] et { $others } autre : { $post }
   *[other] et { $others } autres : { $post }
 }
reaction-follow = + { $others ->
    [0] suit le compte
    [one] et { $others } autre suivent le compte
   *[other] et { $others } autres suivent le compte
 }
empty-newer = { $n ->
    [one] { $n } nouvelle conversation attend d'être affichée.
   *[other] { $n } nouvelles conversations attendent d'être affichées.
 }
empty-newer-next = { $key } les affiche.
empty-filter = Rien ne correspond au filtre.
empty-filter-next = { $key } enlève le filtre.
empty-to-answer = Rien à répondre. Tout le monde a eu de vos nouvelles.
empty-to-answer-next = { $sync } interroge les réseaux, { $view } montre les autres listes, { $compose } écrit un nouveau message.
empty-waiting = Personne ne vous doit de réponse.
empty-snoozed = Rien n'est en veille.
empty-to-read = Rien à lire.
empty-quiet = Pas encore de réactions : ni j'aime, ni partages, ni abonnés.
empty-done = Rien n'est encore traité.
empty-all = Rien n'est encore arrivé.
empty-next = { $view } montre les autres listes.
no-more-unread = Plus rien de non lu de ce côté.
sorted-newest = Trié par date, du plus récent au plus ancien.
sorted-waiting = Trié par attente, la plus longue d'abord.

## Le fil

kind-mention = mention
kind-reply = réponse
kind-comment = commentaire
kind-dm = message privé
kind-quote = citation
kind-review = avis
kind-mail = courriel
kind-entry = article
kind-like = J'aime
kind-boost = Partages
kind-follow = Nouveaux abonnés
visibility-public = public
visibility-unlisted = public discret
visibility-followers = abonnés
visibility-direct = privé
also = aussi @ { $handle }
thread-reading = lecture du fil
thread-gone = Cette conversation n'existe plus.
thread-draft = Brouillon
thread-draft-private = Brouillon privé
thread-unreached = ▲ le début n'est pas encore là · { $key } va le chercher
thread-above = { $n ->
    [one] ▲ { $n } message plus haut · { $key } l'affiche
   *[other] ▲ { $n } messages plus haut · { $key } les affiche
}
thread-above-open = { $n ->
    [one] ▼ { $n } message plus haut
   *[other] ▼ { $n } messages plus haut
}
thread-others = { $n ->
    [one] ⋮ { $n } autre réponse ici · { $key } l'affiche
   *[other] ⋮ { $n } autres réponses ici · { $key } les affiche
}
thread-others-open = { $n ->
    [one] ⋮ { $n } autre réponse ici
   *[other] ⋮ { $n } autres réponses ici
}
thread-note = note signée { $person }, pour nous seuls · { $age }
message-before = avant la modification par l'auteur :
picture-coming = arrive…
picture-too-large = trop grande pour être montrée
picture-unreadable = illisible
media-one = ▣ { $what } : { $alt }
media-many = ▣ { $what } { $n }/{ $of } : { $alt }
message-deleted = supprimé par son auteur
message-edited = modifié
message-folded = replié · { $key } l'affiche
media-image = image
media-video = vidéo
media-audio = son
media-gifv = gif
no-title = (sans titre)
media-no-alt = sans description
answered-crossing = répondu ailleurs aussi · deux réponses
answered-elsewhere = répondu ailleurs

## La rédaction

composer-nobody = Aucun compte n'est choisi : personne ne publierait ceci.
composer-private = réponse privée
composer-warning = Avertissement :
media-title = Fichiers
media-none = Aucun fichier pour l'instant.
media-keys = a ajoute · Entrée décrit · J K ordre · x retire · Échap continue
media-size = { $n } Ko
media-with = { $n ->
    [one] [1 fichier]
   *[other] [{ $n } fichiers]
 }
media-too-many = Non envoyé : { $account } prend { $most } fichiers par message.
media-alone = Non envoyé : un film ou un son part seul.
media-format = Non envoyé : { $account } ne prend pas { $name }.
media-too-large = Non envoyé : { $name } est trop lourd pour { $account }, qui prend { $n } Mo.
media-long-alt = { $n ->
    [one] Non envoyé : la description de { $name } a { $n } caractère de trop.
   *[other] Non envoyé : la description de { $name } a { $n } caractères de trop.
 }
media-wants-alt = Non envoyé : { $name } n'a pas de description, et le client de { $account } en veut une.
unattachable-missing = Il n'y a pas de fichier de ce nom.
unattachable-unreadable = Le fichier ne peut pas être lu.
unattachable-format = Ce n'est ni une image, ni un film, ni un son que les réseaux prennent.
unattachable-too-large = Le fichier est plus lourd que ce que prend aucun réseau.
prompt-file-title = Quel fichier ?
prompt-file-keys = Tab complète · Entrée le prend · Échap revient
prompt-file-about = Le chemin d'une image, d'un film ou d'un son.
prompt-file-nothing = Rien ne commence ainsi.
prompt-alt-title = Que montre-t-il ?
prompt-alt-keys = pour qui ne peut pas le voir · Entrée garde · Échap laisse
own-text-next = texte propre à { $account } — { $key } : le texte pour { $next }
own-text-last = texte propre à { $account } — { $key } : retour au texte commun
own-text-mark = texte propre
own-text-dropped = Il redit ce que disent les autres.
composer-part = message { $n } sur { $of }
composer-then = ensuite : { $then }
then-wait-them = à eux
then-stay-open = reste ouvert
then-wait-client = attend le client
then-wait-client-until = attend le client, jusqu'à { $when }
then-snooze = en veille jusqu'à leur réponse
then-snooze-until = en veille jusqu'à { $when }
then-done = traité
over-by = · { $n } de trop
over-bytes-by = · { $n ->
    [one] { $n } octet de trop
   *[other] { $n } octets de trop
 }
over-hashtags-by = · { $n ->
    [one] { $n } mot-dièse de trop
   *[other] { $n } mots-dièse de trop
 }
over-mentions-by = · { $n ->
    [one] { $n } mention de trop
   *[other] { $n } mentions de trop
 }
over-warning = · l'avertissement à lui seul est trop long
draft-saving = enregistrement…
draft-reading = Un instant : ce que vous aviez commencé ici est en cours de lecture.
draft-saved = ✓ enregistré
draft-kept = Brouillon gardé. { $key } le reprend.
draft-resumed = Votre brouillon, tel que vous l'aviez laissé.
draft-discarded = Brouillon jeté
completion-no-labels = Pas encore d'étiquette : { $key } en met une sur une ligne.
completion-none-filter = Rien ne commence ainsi.
completion-none = Rien à compléter : @ noms, # mots-dièse, :nom: émojis.
send-blank = Il n'y a encore rien à envoyer.
send-unfilled = Pas envoyé : le blanc « { $label } » n'est pas rempli.
send-no-account = Choisissez d'abord un compte : { $key }.
send-too-heavy = { $n ->
    [one] Pas envoyé : { $n } octet de trop pour { $network }.
   *[other] Pas envoyé : { $n } octets de trop pour { $network }.
 }
send-hashtags = { $n ->
    [one] Pas envoyé : { $n } mot-dièse de trop pour { $network }.
   *[other] Pas envoyé : { $n } mots-dièse de trop pour { $network }.
 }
send-mentions = { $n ->
    [one] Pas envoyé : { $n } mention de trop pour { $network }.
   *[other] Pas envoyé : { $n } mentions de trop pour { $network }.
 }
send-too-long = { $n ->
    [one] Pas envoyé : { $n } caractère de trop pour { $network }.
   *[other] Pas envoyé : { $n } caractères de trop pour { $network }.
 }
sent-reply = Réponse à { $name } en route
sent-post = { $n ->
    [one] Message en route
   *[other] Message en route vers { $n } comptes
 }

## Les envois

leaves-in = part dans { $n } s
delivery-leaving = part bientôt
delivery-queued = attend
delivery-sending = envoi
delivery-sent = envoyé
delivery-unsure = vérification
delivery-held = retenu
delivery-failed = pas envoyé
delivery-cancelled = arrêté
held-short-login = à reconnecter
held-short-ask = à vous de voir
held-short-media = fichier absent
held-short-answered = déjà répondu
held-login = La connexion du compte n'est plus acceptée.
held-ask = Impossible de savoir si c'est arrivé, ou c'est trop tard : à vous de décider.
held-media = Un fichier qui l'accompagne manque, ou a changé depuis qu'il a été choisi.
held-answered = Quelqu'un a répondu entre-temps.
mend-login = { $login } reconnecte le compte, et tout part ensuite.
mend-ask = Vérifiez si c'est en ligne ; sinon { $send } l'envoie, si oui { $stop } le retire.
mend-media = Remettez-le, puis { $send } l'envoie ; { $stop } en refait un brouillon, pour en choisir un autre.
mend-answered = { $open } montre le fil, { $send } l'envoie quand même, { $stop } en refait un brouillon.
mend-failed = { $edit } modifie le texte, { $send } réessaie, { $stop } en refait un brouillon.
mend-failed-act = { $send } réessaie, { $stop } le retire.
mend-failed-post = { $stop } en refait un brouillon, { $send } réessaie.
why-leaving = Le départ est automatique. { $stop } en refait un brouillon, { $send } l'envoie maintenant.
why-waits = Il part quand le message d'avant est arrivé ; { $stop } en refait un brouillon, avec la suite.
why-queued = Le départ se fera dès que possible. { $send } essaie maintenant, { $stop } en refait un brouillon.
why-queued-again = Prochain essai dans { $n } s.
why-sending = L'envoi est en cours.
why-sent = C'est arrivé.
why-unsure = C'est parti, et aucune réponse n'est venue. On demande au réseau si c'est arrivé ; rien ne part deux fois.
why-cancelled = Vous l'avez arrêté.
outbox-empty = Rien n'est en route.
outbox-empty-next = Ce que vous envoyez attend ici dix secondes, et y reste quand un réseau est en panne.
outbox-new-post = nouveau
outbox-upcoming = En retard, et d'ici 48 heures
upcoming-late = en retard
upcoming-planned = prévu
upcoming-scheduled = programmé
upcoming-editing = modifié
delivery-edited = C'est arrêté ; envoyer ce texte est un nouvel envoi.
outbox-trouble = { $n ->
    [one] { $n } vous attend
   *[other] { $n } vous attendent
 }
act-publish = réponse ou message
act-like = j'aime
act-unlike = retirer le j'aime
act-boost = partage
act-unboost = retirer le partage
act-delete = supprimer notre réponse
act-hide = masquer le message
act-block = bloquer
act-unblock = débloquer
act-mute = mettre en sourdine sur le réseau
act-unmute = réentendre sur le réseau
act-report = signaler

## Sources et comptes

accounts-troubled = { $n ->
    [one] { $n } illisible
   *[other] { $n } illisibles
}
accounts-count = { $n ->
    [one] { $n } compte
   *[other] { $n } comptes
 }
sources-count = { $n ->
    [one] { $n } source
   *[other] { $n } sources
}
accounts-empty = Pas encore de compte.
accounts-empty-next = { $key } en ajoute un.
accounts-title = Publier comme
accounts-keys = Espace choisit · Entrée continue
account-read = lu il y a { $age }
account-reading = lecture
account-new = pas encore lu
account-next = prochaine lecture dans { $wait }
account-followers = { $n ->
    [one] { $n } abonné
   *[other] { $n } abonnés
 }
account-mend = { $key } reconnecte le compte ; ce qui attend partira ensuite.
source-mend = Elle demande un nom et un mot de passe. { $key } les donne.
account-gone = Son adresse dit avoir disparu pour de bon et n'est plus interrogée. { $key } l'enlève, avec tout ce qui en est venu.
account-resume = Désactivé. { $key } le réactive.
account-removed = Compte retiré.
to-answer-count = { $n } à répondre
health-ok = marche
health-needs-login = connexion perdue
health-off = désactivé
health-gone = disparue pour de bon
source-needs-login = veut un mot de passe
feed-notifications = Notifications
feed-messages = Messages
feed-own = Nos messages
feed-entries = Articles
side-clients = À répondre, par client
side-count = { $unread ->
    [one] { $n } · { $unread } non lu
   *[other] { $n } · { $unread } non lus
 }

## Le premier écran

welcome-title = Bienvenue à la vigie.
welcome-what = vigie réunit ce qu'on dit à vos clients, sur tous leurs comptes, et envoie vos réponses. Il n'y a pas encore de compte ici.
welcome-tour = Une visite : deux minutes dans un jour inventé.
welcome-demo = Voir d'abord toute une journée simulée. Sans compte, sans toucher à aucun réseau.
welcome-account = Ajouter votre premier compte. Il faut un serveur, un navigateur et une minute.
welcome-source = Ajouter une source : un blog, la presse, un podcast. Aucun identifiant n'est nécessaire.
welcome-safe = Tout reste dans un seul fichier, sur cette machine. Rien ne part jamais sans { $key }, et il reste alors dix secondes pour l'arrêter.

## La visite

tour-title = La visite · { $n }/{ $of }
tour-title-end = La visite est finie
tour-keys = { $skip } passe · { $end } arrête
tour-keys-end = { $end } ferme ceci
tour-move = Tout le monde, dans cette liste, attend une réponse. { $key } descend à la suivante.
tour-open = { $key } ouvre la conversation, avec tout ce qui s'y est déjà dit.
tour-reply = { $key } commence une réponse, au nom du compte à qui l'on parle.
tour-send = Écrivez quelques mots, puis { $key } les envoie. Ils attendent dix secondes avant de partir.
tour-outbox = { $key } montre ce qui est en route. Tant que rien n'est parti, { $undo } l'arrêterait.
tour-inbox = { $key } ramène à la réception. Chaque onglet a son chiffre.
tour-done = Tout ne demande pas une réponse : { $key } marque cette ligne comme traitée.
tour-undo = { $key } annule la dernière action, et la ligne revient. On ne perd rien à essayer.
tour-snooze = { $key } met une ligne en veille jusqu'à un moment : choisissez avec les flèches, puis Entrée.
tour-label = { $key } étiquette une ligne : tapez un mot à vous, puis Entrée.
tour-filter = { $key } filtre la liste : tapez un mot d'un message, ou is:unread, puis Entrée.
tour-unfilter = { $key } enlève le filtre, et ferme tout ce qui est ouvert.
tour-palette = { $key } trouve chaque commande par un mot, avec sa touche. Regardez, puis Échap.
tour-tasks = { $key } est votre liste de tâches ; dans la réception, { $task } en fait une d'une conversation.
tour-help = { $key } montre les touches de l'endroit où vous êtes. Regardez, puis fermez avec Échap.
tour-end = À vous : « vigie account add » ajoute votre premier compte. { $help } montre les touches, { $quit } quitte ce jour.

## Ce qui est fait, et défait

deed-done = Traité
deed-read = Lu
deed-reopen = Rouvert
deed-mute = En sourdine
deed-star = Étoile mise
deed-unstar = Étoile enlevée
deed-unread = Marqué non lu
deed-see = Marqué vu
deed-snooze = En veille
deed-wait-them = En attente de leur part
deed-wait-client = En attente du client
deed-assign = Confié
deed-unassign = Confié à personne
deed-label = Étiquette mise
deed-unlabel = Étiquette enlevée
deed-change-note = Note
deed-change-snippet = Réponse type
deed-change-task = Tâche
deed-change-saved-view = Vue enregistrée
deed-change-card = Fiche du client
deed-change-person = Fiche de l'auteur
deed-change-identity = Fiche auteur : identifiant
deed-change-slot = Place au calendrier
deed-forget = Personne oubliée
deed-send = Réponse
deed-discard = Brouillon jeté
deed-act-like = Aimé
deed-act-unlike = J'aime retiré
deed-act-boost = Partagé
deed-act-unboost = Partage retiré
deed-act-delete = Suppression de notre réponse
deed-act-hide = Message masqué
deed-act-block = Compte bloqué
deed-act-unblock = Compte débloqué
deed-act-mute = En sourdine sur le réseau
deed-act-unmute = Réentendu sur le réseau
deed-act-report = Signalement
verb-one = { $deed } · { $name }
verb-many = { $n ->
    [one] { $deed } · { $n } conversation
   *[other] { $deed } · { $n } conversations
 }
undone-restored = { $n ->
    [0] Annulé : { $deed }
    [one] Annulé : { $deed }
   *[other] Annulé : { $deed }, { $n } conversations
 }
undone-several = { $n } changements annulés, le dernier : { $deed }
undone-left = { $n ->
    [one] { $n } a changé depuis et reste en l'état.
   *[other] { $n } ont changé depuis et restent en l'état.
 }
undone-draft = Le texte redevient un brouillon : { $key }.
undone-reversed = L'inverse est en route.
undone-already-sent = Déjà envoyé ; { $key } le supprime.
undone-sending = L'envoi est en cours ; { $key } le supprimera ensuite.
undone-changed = Pas annulé : la conversation a changé depuis ({ $deed }).
undone-final = Déjà fait sur le réseau, et sans retour possible ({ $deed }).
undone-nothing = Rien à annuler.
redone-restored = { $n ->
    [0] Refait : { $deed }
    [one] Refait : { $deed }
   *[other] Refait : { $deed }, { $n } conversations
 }
redone-several = { $n } changements refaits, le dernier : { $deed }
redone-nothing = Rien à refaire.
copied = Copié : { $what }
sync-asked = { $n ->
    [one] { $n } compte est interrogé.
   *[other] { $n } comptes sont interrogés.
 }
mouse-on = La souris choisit et fait défiler.
mouse-off = La souris est au terminal : sélectionnez du texte.
theme-chosen = Le thème est { $name }.
theme-title = Thème
theme-keys = ↑ ↓ montre · Entrée garde · Échap annule
theme-auto = sombre ou clair, selon le terminal
theme-default = les 16 couleurs du terminal
theme-dark = calme, sur fond sombre
theme-light = calme, sur fond clair
theme-contrast = le plus fort contraste
theme-monochrome = sans couleurs
theme-own = votre propre fichier

## Les questions

confirm-title = Une question
confirm-yes-key = o
confirm-no = non, revenir
bulk-question = { $deed } : { $n } conversations, y compris celles qui ne sont pas à l'écran ?
bulk-yes = oui, toutes
widen-question = Passer cette réponse en « { $visibility } » ? Plus de gens pourraient la lire que le message d'origine.
widen-yes = oui, qu'on la lise
twin-question = Le même message est aussi arrivé chez { $handle }. Le marquer traité là aussi ?
twin-yes = oui, traité là aussi
redo-question = C'était arrêté, et c'est un brouillon. L'envoyer de nouveau tel quel ? Cela part dans dix secondes.
redo-yes = oui, envoyer de nouveau
boost-question = Partager ce que { $name } a écrit à tous les abonnés de { $client } ({ $handle }) ?
boost-yes = oui, partager publiquement
unboost-question = Retirer le partage de { $client } ({ $handle }) sur ce que { $name } a écrit ?
unboost-yes = oui, le retirer
delete-question = Supprimer la dernière réponse de { $client } ({ $handle }) sur { $network } ? Cela part au bout de dix secondes.
delete-yes = oui, la supprimer
remove-question = Retirer { $handle } ({ $client }) et tout ce qui lui est arrivé de cette machine ? Le réseau, lui, garde tout.
remove-source-question = Retirer de cette machine la source « { $handle } » ({ $client }) et ses articles ? Son site n'en saura rien.
remove-yes = oui, le retirer
quit-question = { $n ->
    [one] { $n } réponse est sur le départ. Avant de quitter :
   *[other] { $n } réponses sont sur le départ. Avant de quitter :
 }
quit-send-key = e
quit-send = envoyer maintenant, puis quitter
quit-wait-key = a
quit-wait = attendre l'envoi, puis quitter
quit-keep-key = g
quit-keep = garder en brouillon, et quitter
quit-question-acts = { $n ->
    [one] Un geste est sur le départ. Avant de quitter :
   *[other] { $n } gestes sont sur le départ. Avant de quitter :
 }
quit-stop = l'arrêter, et quitter
quit-unstored = Ce que vous avez tapé n'est pas enregistré. { $problem }
quit-unstored-key = x
quit-unstored-yes = quitter ; le texte reste dans le terminal
quit-unstored-text = vigie : Ce texte n'a pas pu être enregistré. Copiez-le d'ici :
quit-waiting = La vigie quittera une fois tout envoyé. { $key } pour rester.
quit-stayed = On reste.
quit-hint = { $key } pour quitter.

## Ce qui ne va pas

trouble-press = tapez { $key }
trouble-log-in = { $key } puis { $login }
trouble-login = { $client } { $account } : connexion perdue
trouble-source-login = { $client } { $account } : un nom et un mot de passe sont demandés
trouble-failing = { $client } { $account } : { $reason }, depuis { $since } · nouvel essai automatique
trouble-stopped = { $client } { $account } : { $reason }, depuis { $since }
trouble-offline = { $n } comptes injoignables depuis { $since } · vos envois attendent
trouble-offline-sources = { $sources } sources injoignables depuis { $since }
trouble-offline-both = { $n ->
    [one] { $n } compte
   *[other] { $n } comptes
} et { $sources ->
    [one] { $sources } source
   *[other] { $sources } sources
} injoignables depuis { $since } · vos envois attendent
trouble-not-sent = { $n ->
    [one] { $n } réponse n'est pas partie
   *[other] { $n } réponses ne sont pas parties
 }
trouble-not-sent-of = { $client } { $account } : pas parti ({ $why })
trouble-not-sent-first = { $client } { $account } +{ $n } : pas parti ({ $why })
trouble-standby = Une autre vigie relève et envoie ; le reste marche ici.
trouble-hook = Commande on_new : { $why }
trouble-hook-mend = corrigez-la dans config.toml
hook-not-found = introuvable
hook-exit = finie avec le code { $detail }
hook-signal = arrêtée par le signal { $detail }
hook-timed-out = arrêtée au bout de { $detail } s
hook-not-started = impossible à lancer ({ $detail })
cli-hook = Votre commande pour les nouveautés (on_new) : { $why }. Les nouveautés sont enregistrées ; corrigez la commande dans config.toml, et voyez vigie doctor.
trouble-more = +{ $n }{" "}
problem-disk-full = Le disque est plein : rien ne peut être enregistré. Faites de la place, puis continuez.
problem-read-only = Impossible d'écrire les données : leur dossier est en lecture seule. Rendez-le accessible, ou choisissez-en un autre avec --home DIR.
problem-damaged = Les données sont abîmées et restent telles quelles. `vigie doctor` dit où elles sont et ce qui peut être sauvé.
problem-newer = Les données viennent d'une vigie plus récente. Mettez celle-ci à jour.
problem-network-disk = Les données sont sur un disque réseau, où elles ne sont pas en sûreté. Choisissez un dossier de cette machine avec --home DIR.
problem-busy = Un autre programme occupe les données. Réessayez dans un instant.
problem-store = L'enregistrement a échoué : { $detail }. `vigie doctor` dit ce qui ne va pas.
problem-editor = L'éditeur n'a pas pu être lancé : { $detail }
problem-browser = Pas de navigateur ici : { $detail }
problem-clipboard = Il n'y a pas de presse-papiers ici.
problem-theme = Le thème tient jusqu'à la fin : config.toml n'a pas pu être écrit ({ $detail })
problem-network = Le réseau n'a pas répondu : { $detail }
problem-cancelled = Abandonné.
reason-login-expired = la connexion n'est plus acceptée
reason-login-forbidden = la connexion ne permet pas cela
reason-login-missing = ce compte n'a pas de connexion
reason-rate-limited = le réseau demande d'attendre jusqu'à { $detail }
reason-unreachable = pas de connexion au serveur
reason-timed-out = pas de réponse à temps
reason-broken = la liaison s'est rompue
reason-server-error = le serveur est en panne (erreur { $detail })
reason-too-large = la réponse était trop grande
reason-refused = le réseau a refusé : « { $detail } »
reason-gone = l'objet n'existe plus
reason-unsupported = ce réseau ne sait pas le faire ({ $detail })
reason-protocol = la réponse est illisible ({ $detail })
reason-store = notre propre base a échoué ({ $detail })
source-reason-login-expired = elle demande un nom et un mot de passe
source-reason-login-forbidden = elle ne peut pas être lue
source-reason-gone = il n'y a rien à cette adresse
source-reason-protocol = aucun flux ne peut y être lu ({ $detail })
source-reason-rate-limited = le site demande d'attendre jusqu'à { $detail }
source-reason-refused = son serveur a refusé : « { $detail } »
refused-gone = Pas fait : cela n'existe plus.
refused-too-late = Trop tard : c'est en cours d'envoi ou déjà envoyé.
refused-has-accounts = Pas retiré : le client a encore des comptes.
refused-blank = Il n'y a rien à envoyer.
refused-no-handle = Le réseau ne leur donne pas d'identifiant auquel les reconnaître.
refused-unfilled = Pas envoyé : un blanc du texte n'est pas rempli.
refused-media = Ses fichiers ne peuvent pas partir tels quels : trop nombreux, trop lourds, ou sans la description que le client veut.
refused-too-long = Trop long pour l'un de ses réseaux : raccourcissez, ou donnez à ce compte son propre texte.
refused-name-taken = Pas gardée : une autre réponse type porte ce nom.
refused-malformed = Pas gardée : la réponse type ne peut pas être gardée telle qu'elle est écrite.
snippet-no-name = Une réponse type a besoin d'un nom.
snippet-long-name = Le nom d'une réponse type compte au plus { $n } caractères.
snippet-no-text = Une réponse type a besoin d'un texte.
snippet-long-text = Le texte d'une réponse type compte au plus { $n } octets.
snippet-open = Une accolade n'est pas fermée sur sa ligne. Doublez-la là où une accolade est voulue.
snippet-empty = Il n'y a rien entre deux accolades. Doublez la première là où des accolades sont voulues.
snippet-no-label = Un blanc n'a pas de nom : écrivez {"{?numéro de commande}"}, par exemple.
snippet-unknown = Rien ne s'appelle « { $name } » ici : il y a {"{author}"}, {"{client}"} et des blancs comme {"{?numéro de commande}"}.
snippet-for-all = tous les clients
snippet-kept = Réponse type gardée : { $name }
snippet-removed = Réponse type retirée : { $name }
snippet-not-kept = Pas gardée : { $why } Rouvrez-la pour continuer.
sheet-no-line = la ligne --- au-dessus du texte manque.
sheet-line = « { $line } » ne veut rien dire ici : il y a name:, client: et then:.
sheet-then = « { $word } » ne peut pas suivre. Connus : { $known }.
sheet-client = aucun client ne s'appelle « { $name } ».
known-more = … (+{ $n })
filter-unknown-key = « { $key }: » n'est pas une condition. Il y a { $known }
filter-unknown-value = { $key }: ne connaît pas « { $value } ». Connus : { $known }
filter-not-a-moment = { $key }: attend un jour (2026-11-01, today, yesterday) ou une durée (30m 2h 3d 1w), pas « { $value } ».
filter-not-a-length = { $key }: attend une durée (30m 2h 3d 1w), pas « { $value } ».
filter-not-a-due = { $key }: attend today, late ou un délai (30m 2h 3d), pas « { $value } ».
filter-no-value = { $key }: attend un mot.
filter-open-quote = La citation n'est pas fermée.
filter-open-group = Cette parenthèse n'est pas fermée.
filter-stray-close = Cette parenthèse ne ferme rien ; une parenthèse d'un texte se met entre guillemets.
filter-empty-group = Il n'y a rien entre ces parenthèses.
filter-lone-or = OR attend une condition de chaque côté.
filter-too-deep = Pas plus de { $n } parenthèses les unes dans les autres.
filter-too-long = Un filtre fait au plus { $n } octets ; celui-ci est trop long.
filter-too-many = Un filtre a au plus { $n } conditions ; il y en a une de trop.
key-unknown = la touche « { $key } » n'existe pas
key-twin = un terminal ne distingue pas { $key } de { $twin }
key-empty = il n'y a pas de touche
misfit = config.toml:{ $line } : { $about }
misfit-syntax = illisible ({ $said })
misfit-unknown-key = le réglage « { $key } » n'existe pas
misfit-unknown-key-near = « { $key } » n'existe pas ; peut-être « { $near } » ?
misfit-wrong-value = { $key } ne peut pas être { $value } ; possible : { $known }
misfit-unknown-command = la commande « { $name } » n'existe pas
misfit-unknown-command-near = « { $name } » n'existe pas ; peut-être « { $near } » ?
misfit-key = la touche de { $command } ne convient pas : { $why }
misfit-clash = { $key } ne peut pas être { $command } : c'est déjà { $other }
misfit-in-theme = themes/{ $name }.toml:{ $line } : { $about }
misfit-unknown-theme = le thème « { $name } » n'existe pas
misfit-unknown-theme-near = le thème « { $name } » n'existe pas ; peut-être « { $near } » ?

## Pourquoi pas

not-ready-nothing-selected = Rien n'est choisi.
not-ready-no-saved-view = La liste affichée n'est pas une vue enregistrée.
not-ready-row-left = Cette ligne a quitté la liste ; { $key } l'efface.
not-ready-reaction = Personne n'attend de réponse à cela.
not-ready-source = Une source ne reçoit ni réponse, ni j'aime, ni partage ; { $key } ouvre sa page.
not-ready-taken-back = Son auteur l'a supprimé.
not-ready-not-ours = Il n'y a pas de réponse de nous ici.
not-ready-no-pictures = Aucune image avec ce message.
not-ready-pictures-off = Images désactivées : réglages, ssh ou terminal.
not-ready-no-notes = Il n'y a pas de note.
not-ready-no-links = Aucun lien ni fichier n'a ce numéro ici.
not-ready-not-edited = L'auteur n'y a rien modifié.
not-ready-no-page = Pas de page à ouvrir.
not-ready-private = C'est privé, et le reste.
not-ready-network = Ce réseau ne sait pas le faire.
not-ready-one-at-a-time = Une seule ligne à la fois ; { $key } lâche la sélection.
not-ready-loading = Ouvrez d'abord la conversation : { $key }.
not-ready-no-handle = Son auteur n'a pas de compte ici.
not-ready-no-writers = Aucun compte ici ne publie ; ajoutez-en un dans le volet des comptes.
not-ready-no-accounts = Il n'y a pas encore de compte.
not-ready-nothing-to-repeat = Pas encore de geste à répéter.
not-ready-only-inbox = Seulement dans la réception.
not-ready-one-account = Un seul compte est choisi : le texte est à lui.
not-ready-shared-text = C'est le texte commun à tous les comptes.
not-ready-reply-account = Une réponse part du compte à qui l'on a écrit.
not-ready-stays-private = Une réponse privée reste privée.
not-ready-too-late = Trop tard : c'est en cours d'envoi ou déjà envoyé.
not-ready-no-conversation = Cela ne répond à aucune conversation.
not-ready-no-text = Il n'y a pas de texte.
not-ready-login-works = La connexion de ce compte marche.
not-ready-no-login = Cette source n'a pas besoin d'identifiant.
not-ready-no-tour = Aucune visite n'est en cours ; la commande « visite » en commence une.
not-ready-is-demo = C'est déjà la démo.
not-ready-no-colours = Pas de couleurs ici : NO_COLOR est défini, ou le terminal n'en a pas.
not-ready-nothing-folded = Rien n'est replié ici.
not-ready-nothing-open = Rien n'est ouvert.
not-ready-nothing-written = Rien n'est encore écrit.
not-ready-nothing-chosen = Aucune réponse type ne dit ce qui suit.
not-ready-nothing-new = Rien de nouveau.
not-ready-elsewhere = Pas ici.

## L'aide

help-title = Les touches d'ici
palette-title = Commandes
palette-nothing = Aucune commande ne s'appelle ainsi.
palette-keys = tapez · Entrée lance · Échap ferme, puis { $quit } quitte
legend = 3 messages  ● non lu  ○ vu  ★ étoile  ♛ VIP  ! en retard  × parti  ✉ privé  ↗ en route  ✗! pas parti  ✎ brouillon  ♥ aimé  ⟲ partagé  ~ modifié  ⧉ arrivé aussi sur un autre compte
scope-global = Partout
scope-list = Listes
scope-inbox = Réception
scope-composer = Rédaction
scope-outbox = Envois
scope-accounts = Comptes
scope-welcome = Premier écran
command-inbox = Aller à la réception
command-outbox = Aller aux envois
command-accounts = Aller aux sources et comptes
command-next-area = Aller à la partie suivante de l'écran
command-previous-area = Aller à la partie précédente de l'écran
command-zoom = Donner tout l'écran à cette partie, ou le rendre
command-filter = Filtrer la liste en tapant
command-palette = Trouver une commande par son nom
command-help = Expliquer les touches d'ici
command-sync = Interroger tous les réseaux maintenant
command-undo = Annuler le dernier geste
command-history = Lister ce qui a été fait (historique, undo), et y revenir
command-redo = Refaire ce qui vient d'être annulé
command-repeat = Répéter le dernier geste sur cette ligne
command-compose = Écrire un nouveau message
command-back = Revenir d'un pas
command-close = Fermer ce qui est ouvert
command-quit = Quitter
command-cancel = Abandonner ce qui est en cours
command-redraw = Redessiner l'écran
command-mouse = Prendre la souris, ou la laisser au terminal
command-theme = Choisir le thème : les couleurs de l'écran
command-suspend = Revenir au shell ; fg ramène ici
command-down = Descendre
command-up = Monter
command-first = Aller à la première ligne
command-last = Aller à la dernière ligne
command-page-down = Descendre d'un demi-écran
command-page-up = Monter d'un demi-écran
command-scroll-down = Faire défiler l'aperçu vers le bas
command-scroll-up = Faire défiler l'aperçu vers le haut
command-open = Ouvrir la conversation
command-reply = Répondre devant tout le monde
command-private-reply = Répondre à l'auteur seul
command-reply-snippet = Répondre avec une réponse type
command-done = Marquer traité, ou rouvrir
command-snooze = Mettre en veille jusqu'à un moment, ou jusqu'à leur réponse
command-send-wait-client = Envoyer, puis attendre le client
command-send-snooze = Envoyer, puis mettre en veille
command-wait-client = Attendre le client, en notant la question
command-assign = Confier à quelqu'un, ou à personne
command-label = Mettre des étiquettes, ou les enlever
command-star = Mettre l'étoile, ou l'enlever
command-mute = Ne plus jamais montrer ici, ou remontrer
command-like = Aimer, ou retirer le j'aime
command-boost = Partager, ou retirer le partage (demande)
command-hide = Masquer leur dernier message aux autres (demande)
command-block = Bloquer l'auteur, ou le débloquer (demande)
command-network-mute = Mettre l'auteur en sourdine sur le réseau, ou le réentendre (demande)
command-report = Signaler l'auteur aux modérateurs du réseau (demande)
command-actions = Toutes les actions sur ceci : modérer, répondre, trier
command-delete = Supprimer notre dernière réponse (demande)
command-unread = Marquer non lu, ou vu
command-browse = Ouvrir dans le navigateur
command-pictures = Montrer les images du fil ici, ou les cacher
command-note = Écrire une note pour nous seuls
command-edit-note = Modifier une note
command-remove-note = Retirer une note
command-open-link = Ouvrir un lien ou un fichier par son numéro
command-copy-address = Copier un lien ou un fichier par son numéro
command-versions = Montrer ce qui était dit avant la modification
command-copy-link = Copier son adresse
command-copy-text = Copier son texte
command-copy-handle = Copier le nom du compte de l'auteur
command-show-new = Afficher ce qui est arrivé
command-next-unread = Aller au non lu suivant
command-previous-unread = Aller au non lu précédent
command-select = Choisir la ligne, ou la lâcher
command-range = Choisir à partir d'ici ; encore pour garder
command-select-all = Choisir tout ce qui correspond
command-save-view = Enregistrer cette liste sous un nom (vue)
command-rename-view = Renommer la vue enregistrée
command-remove-view = Supprimer la vue enregistrée
command-next-view = Montrer la liste suivante
command-previous-view = Montrer la liste précédente
command-sort = Trier par date, par attente la plus longue, ou par échéance
command-send = Envoyer ; cela part au bout de dix secondes
command-send-stay-open = Envoyer, et garder la conversation ouverte
command-send-done = Envoyer, et marquer la conversation traitée
command-send-wait-them = Envoyer ; c'est leur tour, quoi que dise la réponse type
command-snippets = Mettre une réponse type dans le texte
command-save-snippet = Garder le texte comme réponse type
command-keep-draft = Sortir, et garder le brouillon
command-complete = Compléter @noms, #mots-dièse et :émojis:
command-editor = Continuer dans votre éditeur
command-visibility = Changer qui peut le lire
command-warning = Écrire un avertissement
command-media = Fichiers et descriptions : ajouter, ordonner, retirer
command-own-text = Texte propre à ce compte : compte suivant, puis retour au texte commun
command-drop-own-text = Retirer le texte propre de ce compte
command-choose-accounts = Choisir les comptes qui publient
command-discard = Jeter le brouillon
command-open-answered = Ouvrir la conversation à laquelle cela répond
command-send-now = Envoyer maintenant
command-stop = Arrêter ; le texte redevient un brouillon
command-edit-delivery = Arrêter et modifier le texte
command-mend-login = Reconnecter le compte
command-show-account = Montrer ce qui est arrivé à ce compte
command-login = Reconnecter
command-add-account = Ajouter un compte
command-add-source = Ajouter une source : le flux d'un site
command-pause = Désactiver le compte, ou le réactiver
command-remove-account = Retirer le compte (demande)
command-first-account = Ajouter le premier compte
command-first-source = Ajouter la première source
command-tour = Une visite dans un jour inventé
command-skip-step = Passer cette étape de la visite
command-end-tour = Arrêter la visite
command-first-tour = Une visite dans un jour inventé
command-demo = Voir la démo
hint-open = ouvrir
hint-snooze = veille
hint-reply = répondre
hint-private-reply = en privé
hint-done = traité
hint-like = aimer
hint-show-new = nouveaux
hint-back = retour
hint-filter = filtrer
hint-undo = annuler
hint-palette = commandes
hint-help = aide
hint-send = envoyer
hint-keep-draft = garder
hint-editor = éditeur
hint-snippets = réponses
hint-visibility = visibilité
hint-warning = avertir
hint-media = fichiers
hint-own-text = texte propre
hint-choose-accounts = comptes
hint-discard = jeter
hint-complete = compléter
hint-open-answered = fil
hint-send-now = envoyer
hint-stop = en brouillon
hint-edit-delivery = modifier
hint-mend-login = reconnecter
hint-show-account = sa réception
hint-login = reconnecter
hint-add-account = ajouter
hint-add-source = source
hint-pause = arrêt ou marche
hint-remove-account = retirer
hint-first-account = ajouter un compte
hint-first-tour = visite
hint-demo = démo

## La ligne de commande

cli-no-home = Aucun dossier personnel n'est connu. Définissez HOME, ou indiquez un dossier avec --home DIR.
cli-no-terminal = L'écran a besoin d'un terminal. Pour les scripts, il y a list, show, reply, done et sync : voir vigie --help.
cli-io = { $why }
cli-taken = « { $name } » existe déjà.
cli-filter = Le filtre s'arrête à « { $wrong } » : { $why }
cli-client-no-name = Un client a besoin d'un nom : vigie client add NOM
cli-client-unknown = Aucun client ne s'appelle « { $name } ». Voir vigie client list, ou l'ajouter : vigie client add NOM
cli-client-has-accounts = « { $name } » a encore des comptes. Retirez-les d'abord : vigie account list
cli-no-clients = Il n'y a pas encore de client. Ajoutez-en un : vigie client add NOM
cli-no-accounts = Il n'y a pas encore de compte. Ajoutez-en un : vigie account add mastodon URL --client NOM
cli-account-unknown = Aucun compte ne s'appelle « { $name } ». Voir vigie account list
cli-account-several = Plusieurs comptes s'appellent « { $name } ». Prenez le numéro donné par vigie account list
cli-account-ok = la connexion marche
cli-no-token = Aucun jeton n'est arrivé sur l'entrée standard.
usage-no-command = « { $command } » n'est pas une commande.
usage-unknown = Il n'y a pas de { $argument } ici.
usage-missing = Il manque : { $argument }
usage-no-value = { $argument } demande une valeur.
usage-value = { $argument } ne peut pas être « { $value } » : { $known }
usage-value-why = { $argument } ne peut pas être « { $value } » : { $why }
usage-near = Vouliez-vous dire { $near } ?
usage-help = Pour en savoir plus : --help (en anglais)
cli-asks = { $question } { $yes } pour oui, Entrée pour non :
cli-needs-yes = Rien n'a été retiré : personne ne peut répondre ici. Ajoutez --yes si c'est bien voulu.
cli-not-removed = Rien n'a été retiré.
cli-remove-client-question = Retirer le client « { $name } » ?
cli-removed-client = Le client « { $name } » a été retiré.
cli-removed-account = { $handle } sur { $network } ({ $client }) a été retiré, avec tout ce qui y était arrivé. Le réseau garde le sien.
cli-removed-source = La source « { $handle } » ({ $client }) a été retirée, avec ses articles.
cli-no-sources = Il n'y a pas encore de source. Ajoutez-en une : vigie account add rss URL --client NOM
cli-password-in-address = Il y a un mot de passe dans cette adresse, là où d'autres peuvent le voir. Enlevez-le et donnez NOM:MOT-DE-PASSE sur l'entrée standard avec --token-stdin.
cli-imported = { $client } : { $added ->
    [one] { $added } nouvelle source
   *[other] { $added } nouvelles sources
}, { $known ->
    [one] { $known } déjà connue
   *[other] { $known } déjà connues
}. Elles seront lues à la prochaine synchronisation.
cli-import-wrong = Laissée de côté, car ce n'est pas une adresse : { $address }
cli-import-unreadable = Impossible de lire { $file } : { $why }
cli-import-too-large = { $file } est trop gros pour une liste de sources.
cli-import-no-opml = { $file } n'est pas un fichier OPML. Dans votre lecteur de flux, cherchez « exporter » et choisissez OPML.
cli-import-nothing = Il n'y a aucun flux dans cette liste : { $file }
cli-import-broken = { $file } s'interrompt ou est abîmé à la ligne { $line }. Rien n'a été importé.
cli-to-answer = { $count ->
    [0] rien à répondre
   *[other] { $count } à répondre
 }
cli-sync-total = En tout : { $counts }
cli-sync-new = { $count ->
    [one] { $count } nouveau
   *[other] { $count } nouveaux
 }
cli-conversation-unknown = La conversation { $id } n'existe pas. Voir vigie list
cli-reply-no-question = Il n'y a personne à qui répondre ici : c'est une réaction, ou le message n'existe plus.
cli-reply-blank = Il n'y a rien à envoyer.
cli-reply-unfilled = Rien n'est parti : le blanc « { $label } » n'est pas rempli. Ajoutez --set '{ $label }=…'
cli-reply-no-blank = Rien n'est parti : le texte n'a pas de blanc « { $label } ».
cli-snippet-unknown = Aucune réponse type ne s'appelle « { $name } ». Voir vigie snippet list
cli-snippet-several = Plusieurs réponses types s'appellent « { $name } ». Nommez le client avec --client, ou prenez le numéro de vigie snippet list
cli-snippet-no-text = Donnez le texte, ou - pour le lire sur l'entrée standard.
cli-snippet-kept = Gardée : { $name }
cli-snippet-removed = Retirée : { $name }. vigie undo la ramène.
cli-no-snippets = Il n'y a pas de telle réponse type. En ajouter une : vigie snippet add NOM TEXTE
cli-snippets-imported = { $added } ajoutées, { $updated } mises à jour, { $same } inchangées.
cli-snippets-wrong = { $file }, ligne { $line } : { $why } Rien n'a été importé.
cli-snippets-too-large = { $file } est trop gros pour des réponses types.
cli-count-no-text = Donnez le texte avec --text, ou sur l'entrée standard.
cli-count-too-large = Le texte dépasse { $limit } octets ; aucun réseau n'en prend autant.
cli-count-unread = Impossible de lire le texte : { $why }
cli-count-source = On n'écrit rien sur { $handle } : c'est une source.
cli-count-bytes = octets
cli-count-hashtags = mots-dièse
cli-count-mentions = mentions
cli-count-alt = description
cli-snippets-then = « { $word } » ne peut pas suivre. Connus : { $known }.
cli-snippets-twice = « { $name } » est deux fois dans le fichier pour le même client.
cli-reply-too-long = { $handle } sur { $network } ne peut pas l'envoyer : le texte fait { $count } caractères, la limite est de { $limit }.
cli-when = { $why }
cli-label-none = Impossible d'en faire une étiquette. Une étiquette est un mot, comme vip.
journal-undone = annulé
cli-demo-at = « { $at } » n'est pas une heure. Écrivez-la comme 08:02.
cli-demo-kept = { $dir } contient déjà des données. Choisissez un autre dossier, ou ouvrez-le : vigie --home { $dir }

## La connexion, sur le terminal nu

login-add-title = Ajouter un compte Mastodon ou apparenté. Échap ramène à l'écran.
login-renew-title = Reconnecter { $handle }. Échap ramène à l'écran.
login-server = Serveur (par exemple mastodon.social) :
ask-client-known = Clients : { $names }
ask-client = Pour quel client ?
ask-client-likely = Pour quel client ? Entrée prend { $name } :
ask-client-first = Pour quel client ? Comment s'appelle-t-il ?
ask-client-new = Il n'y a pas encore de client « { $name } ». L'ajouter ? { $yes } pour oui, Entrée pour non :
login-open-page = Ouvrez cette page, acceptez, et copiez le code qu'elle affiche :
login-code = Le code :
login-added = { $title } appartient maintenant à { $client }. Son passé est en cours de lecture.
login-known = { $title } appartient déjà à { $client } ; sa connexion est renouvelée.
login-renewed = { $handle } est reconnecté ; ce qui l'attendait part.
login-other = la connexion est celle de { $handle }, un autre compte.
login-failed = { $server } : { $why }
source-add-title = Une source : le blog, la presse, un podcast qu'un client devrait connaître. Échap ramène à l'écran.
source-address = L'adresse du site ou de son flux :
source-looking = Recherche…
source-known = { $title } est déjà une source de { $client }.
source-shared = { $title } est maintenant une source de { $client }, et aussi de { $other }.
source-renewed = Le nom et le mot de passe de { $handle } sont gardés ; la lecture reprend.
source-added = { $title } est maintenant une source de { $client }.
source-password-title = Elle demande un nom et un mot de passe. Ils sont gardés comme tout identifiant, et jamais montrés.
source-password-refused = Le nom ou le mot de passe est refusé ; réessayez ; Échap ramène à l'écran.
source-name = Nom :
source-password = Mot de passe :
login-back = Entrée ramène à l'écran.
vault-too-open = d'autres peuvent lire { $path }. Réservez-vous-le : chmod 600 { $path }
vault-damaged = { $path } n'est pas lisible comme liste de connexions. Déplacez-le et reconnectez-vous.
vault-failed = la connexion n'a pas pu être gardée dans { $path } : { $why }
state-open = à répondre
state-waiting-them = en attente
state-waiting-client = client
state-snoozed = reporté
state-done = traité
state-muted = sourdine

## Le docteur

doctor-versions = vigie { $version } · version des données { $schema } · SQLite { $sqlite } · rustc { $rustc } · { $target }
doctor-verdict = { $n ->
    [0] Tout va bien.
    [one] Une chose ne va pas : voir ✗.
   *[other] { $n } choses ne vont pas : voir ✗.
}
doctor-area-terminal = Terminal
doctor-area-clock = Horloge
doctor-area-files = Fichiers
doctor-area-settings = Réglages
doctor-area-store = Données
doctor-area-accounts = Comptes
doctor-area-outbox = Envois
doctor-area-log = Journal technique
doctor-place-folder = dossier
doctor-place-settings = réglages
doctor-place-store = données
doctor-place-credentials = connexions
doctor-place-log = journal
doctor-size-kb = { $n } Ko
doctor-size-mb = { $n } Mo
doctor-login-in-keyring = connexion d'il y a { $age }, dans le trousseau
doctor-login-in-file = connexion d'il y a { $age }, dans le fichier des connexions
doctor-login-none = sans connexion
doctor-login-unknown = connexion de date inconnue
doctor-terminal-none = Pas examiné : l'entrée ou la sortie n'est pas un terminal.
doctor-terminal-none-todo = Lancez vigie doctor dans le terminal lui-même, sans tube.
doctor-terminal-size = { $width } colonnes, { $height } lignes
doctor-terminal-small = { $width } colonnes et { $height } lignes ne suffisent pas à l'écran.
doctor-terminal-small-todo = Agrandissez la fenêtre : au moins 60 colonnes et 16 lignes.
doctor-terminal-dumb = Le terminal ne sait pas placer le texte (TERM vaut « { $term } »).
doctor-terminal-dumb-todo = Dites à TERM quel est votre terminal : export TERM=xterm-256color
doctor-terminal-colours = { $colours } couleurs ({ $term })
doctor-terminal-no-colours = Les couleurs sont coupées par NO_COLOR ({ $term }).
doctor-terminal-locale = Accents et emojis risquent de ne pas passer : la locale est « { $locale } », qui n'est pas en UTF-8.
doctor-terminal-locale-todo = Choisissez-en une qui l'est : export LANG=fr_FR.UTF-8
doctor-terminal-widths = Les caractères larges prennent leur place : { $list }
doctor-terminal-widths-off = Des lignes avec certains emojis peuvent paraître décalées, le terminal les dessine plus larges ou plus étroits que d'usage (dessiné ≠ compté) : { $list }
doctor-terminal-widths-off-todo = Rien n'est perdu. Un terminal plus récent, ou un tmux plus récent, les dessine bien.
doctor-terminal-silent = Le terminal n'a pas dit de quelle largeur il dessine les emojis.
doctor-clock-zone = Il est { $time } à { $zone } (UTC{ $offset }).
doctor-clock-no-zone = Cette machine ne dit pas son fuseau horaire : les heures sont en UTC.
doctor-clock-no-zone-todo = Nommez-le : export TZ=Europe/Paris
doctor-clock-back = L'horloge a été reculée : quelque chose a été enregistré à { $time }, dans { $minutes } minutes.
doctor-clock-back-todo = Remettez la machine à l'heure : réponses et lectures attendent d'après elle.
doctor-clock-server = L'horloge s'accorde avec { $server }, à { $seconds ->
    [one] { $seconds } seconde
   *[other] { $seconds } secondes
} près.
doctor-clock-skewed = L'horloge de cette machine et celle de { $server } diffèrent de { $seconds } secondes.
doctor-clock-skewed-todo = Laissez le système la régler : timedatectl set-ntp true
doctor-files-ok = { $what } { $path } ({ $mode })
doctor-files-absent = { $what } { $path } : pas encore là ; créé quand il le faudra.
doctor-files-open = { $what } { $path } : d'autres personnes de cette machine peuvent le lire ({ $mode }).
doctor-files-open-todo = Gardez-le pour vous : chmod 600 '{ $path }'
doctor-files-unreadable = { $what } { $path } : illisible ({ $mode }).
doctor-files-unreadable-todo = Voyez à qui il est avec ls -l, et reprenez-le : chown "$USER" '{ $path }'
doctor-files-read-only = { $what } { $path } : impossible d'y écrire ({ $mode }), rien ne peut y être gardé.
doctor-files-read-only-todo = Rendez-le accessible en écriture, ou gardez tout ailleurs avec --home DIR.
doctor-files-credentials-open = { $what } { $path } : d'autres personnes de cette machine peuvent le lire ({ $mode }), donc vigie ne s'en sert pas et aucun compte ne se connecte.
doctor-files-credentials-open-todo = Gardez-le pour vous : chmod 600 '{ $path }'. Qui l'a lu peut publier à votre place : reconnectez-vous pour être tranquille.
doctor-files-credentials-damaged = { $what } { $path } : abîmé, aucun compte ne se connecte.
doctor-files-credentials-damaged-todo = Déplacez-le, puis reconnectez chaque compte : vigie account add
doctor-settings-none = Il n'y a pas de { $path } : tout a sa valeur par défaut.
doctor-settings-ok = Chaque ligne est prise en compte.
doctor-settings-wrong = { $said }
doctor-settings-wrong-todo = Corrigez cette ligne ; d'ici là, ce qu'elle règle a sa valeur par défaut.
doctor-settings-hook = Votre commande pour les nouveautés (on_new) est bien là.
doctor-settings-hook-absent = Votre commande pour les nouveautés (on_new) n'est pas là : { $word } n'est pas une commande du chemin.
doctor-settings-hook-absent-todo = Installez-la, ou donnez son chemin entier dans [hooks] de config.toml.
doctor-settings-hook-well = La dernière exécution de on_new s'est bien passée ({ $age }).
doctor-settings-hook-failed = La dernière exécution de on_new a échoué ({ $age }) : { $why }.
doctor-settings-hook-failed-todo = Ce que la commande a affiché est dans le journal technique. Corrigez-la dans [hooks] de config.toml.
doctor-store-absent = Il n'y a pas encore de données : { $path }
doctor-store-absent-todo = Elles naissent quand vous commencez : vigie client add NOM, ou faites d'abord un tour avec vigie demo
doctor-store-ok = Elles sont entières : version { $version }, { $size }, { $pages } pages (libres : { $free }), WAL { $wal }
doctor-store-rows = clients { $clients } · comptes { $accounts } · conversations { $conversations } · messages { $interactions } · personnes { $authors } · publications { $posts } · brouillons { $drafts } · envois { $deliveries } · gestes { $journal }
doctor-store-newer = Elles viennent d'une vigie plus récente ({ $why }) et restent telles quelles.
doctor-store-newer-todo = Mettez cette vigie à jour.
doctor-store-older = Elles viennent d'une vigie plus ancienne ({ $why }).
doctor-store-older-todo = Rien à faire : le prochain démarrage en garde une copie à côté et les met à jour.
doctor-store-damaged = { $path } est abîmé, ou n'est pas à vigie ; le fichier reste tel quel.
doctor-store-damaged-todo = Remettez une de vos copies à sa place, ou déplacez-le pour repartir de zéro ; les connexions sont gardées à part.
doctor-store-fault = Une partie est abîmée : { $why }
doctor-store-fault-todo = Quittez toutes les vigies, puis sauvez ce qui se lit : sqlite3 '{ $path }' .recover | sqlite3 saved.db
doctor-store-index = La recherche ne trouve pas { $n } des messages et personnes.
doctor-store-index-todo = Quittez toutes les vigies, puis refaites son index : sqlite3 '{ $path }' "INSERT INTO interactions_fts(interactions_fts) VALUES('rebuild'); INSERT INTO authors_fts(authors_fts) VALUES('rebuild')"
doctor-store-network-disk = Elles sont sur le disque d'une autre machine, où elles ne sont pas en sûreté : { $path }
doctor-store-network-disk-todo = Mettez-les dans un dossier de cette machine, et nommez-le avec --home DIR.
doctor-store-busy = Un autre programme les tient verrouillées.
doctor-store-busy-todo = Fermez ce qui peut les avoir ouvertes, une sauvegarde ou un outil de base de données, et réessayez.
doctor-store-unreadable = { $path } est illisible ({ $why }).
doctor-store-unreadable-todo = Voyez avec ls -l si le fichier et son dossier sont à vous.
doctor-store-wal = { $size } de changements n'y sont pas encore fondus.
doctor-store-wal-todo = Quittez toutes les vigies ; la dernière à finir s'en charge.
doctor-store-free = { $size } du fichier sont vides, après des suppressions. La suite s'y mettra d'abord.
doctor-accounts-on-duty = Une vigie lit et envoie.
doctor-accounts-off-duty = Aucune vigie ne lit ni n'envoie en ce moment.
doctor-accounts-off-duty-todo = Ouvrez vigie, ou laissez tourner vigie sync --watch.
doctor-accounts-none = Il n'y a pas encore de compte.
doctor-accounts-none-todo = Ajoutez-en un : vigie account add mastodon SERVEUR --client NOM
doctor-accounts-ok = { $client } { $account } : fonctionne ; lu il y a { $read }{ $next ->
    [no] {""}
   *[other] , prochaine lecture à { $next }
} ; { $login }
doctor-accounts-never = { $client } { $account } : jamais lu encore.
doctor-accounts-never-todo = Lisez-le maintenant : vigie sync
doctor-accounts-off = { $client } { $account } : éteint ; rien n'est lu ni envoyé.
doctor-accounts-gone = { $client } { $account } : elle se dit disparue pour de bon ; elle n'est plus lue.
doctor-accounts-gone-todo = Retirez-la si vous êtes d'accord : vigie account remove { $id }
doctor-accounts-login = { $client } { $account } : connexion perdue ; ce que vous envoyez attend.
doctor-accounts-login-todo = Reconnectez-le : vigie account add { $network } { $server } --client '{ $client }'
doctor-accounts-password = { $client } { $account } : elle demande un nom et un mot de passe, et n'est pas lue tant qu'elle ne les a pas.
doctor-accounts-password-todo = Donnez-les sur l'entrée standard, sous la forme NOM:MOTDEPASSE : vigie account add rss { $server } --client '{ $client }' --token-stdin
doctor-accounts-sources-ok = { $n ->
    [one] { $n } source fonctionne ; lue il y a { $read }
   *[other] { $n } sources fonctionnent ; toutes lues depuis moins de { $read }
}
doctor-accounts-sources-never = { $n ->
    [one] { $n } source n'a jamais été lue encore.
   *[other] { $n } sources n'ont jamais été lues encore.
}
doctor-accounts-sources-never-todo = Lisez-les maintenant : vigie sync
doctor-accounts-no-credential = { $client } { $account } : pas de connexion pour lui sur cette machine.
doctor-accounts-no-credential-todo = Connectez-le : vigie account add { $network } { $server } --client '{ $client }'
doctor-accounts-limited = { $client } { $account } ({ $feed }) : { $why }. La suite se fera toute seule.
doctor-accounts-offline = Aucun des { $n } comptes et sources n'est joignable.
doctor-accounts-offline-todo = Voyez si cette machine est en ligne. Vos envois attendent et partiront tout seuls.
doctor-accounts-failing = { $client } { $account } ({ $feed }) : { $why }
doctor-accounts-failing-todo = vigie réessaie toute seule. Si cela dure, voyez dans un navigateur si { $server } fonctionne.
doctor-accounts-budget = { $server } : encore { $left } demandes jusqu'à { $time }
doctor-outbox-ok = { $n ->
    [0] Rien n'attend.
    [one] Un envoi va partir.
   *[other] { $n } envois vont partir.
}
doctor-outbox-login = { $client } { $account } : { $what } attend une connexion.
doctor-outbox-login-todo = Reconnectez le compte ; l'envoi partira tout seul.
doctor-outbox-held = { $client } { $account } : { $what } vous attend : { $why } ({ $age })
doctor-outbox-held-todo = Décidez dans les envois de l'écran : touche 4.
doctor-outbox-failed = { $client } { $account } : { $what } n'est pas parti : { $why } ({ $age })
doctor-outbox-failed-todo = Renvoyez-le ou reprenez-le dans les envois de l'écran : touche 4.
doctor-outbox-unsure = { $client } { $account } : on ne sait pas si { $what } est arrivé ({ $age }).
doctor-outbox-unsure-todo = vigie demande au réseau toute seule. Si cela dure, voyez les envois de l'écran : touche 4.
doctor-log-ok = Aucun avertissement.
doctor-log-line = { $line }

## Ce qui ne va pas, sans écran

cli-noted = C'est noté, pour nous seuls.
cli-note-not-written = La note n'a pas été écrite : { $why }
cli-trouble = { $client }, { $account } ({ $network }) : { $why } { $advice }
cli-trouble-source = { $client }, { $account } : { $why } { $advice }
advice-login-expired = Reconnectez le compte : vigie account add { $network } { $server } --client { $client }
advice-login-forbidden = Reconnectez le compte en acceptant tout ce que demande la page : vigie account add { $network } { $server } --client { $client }
advice-login-missing = Reconnectez le compte : vigie account add { $network } { $server } --client { $client }
advice-rate-limited = Rien n'est perdu : relancez vigie sync à ce moment-là.
advice-unreachable = Rien n'est perdu : voyez si { $server } s'ouvre dans un navigateur, puis relancez vigie sync.
advice-timed-out = Rien n'est perdu : relancez vigie sync plus tard.
advice-broken = Rien n'est perdu : relancez vigie sync plus tard.
advice-server-error = Rien n'est perdu : relancez vigie sync plus tard.
advice-too-large = Elle a été coupée et rien n'est perdu : relancez vigie sync plus tard, et prévenez ceux qui tiennent { $server } si cela dure.
advice-refused = Regardez le compte dans un navigateur : { $server }
advice-gone = Regardez dans un navigateur si le compte existe encore : { $server }
advice-unsupported = Les autres comptes continuent.
advice-protocol = Rien n'est perdu : regardez dans un navigateur ce que montre { $server }, et relancez vigie sync plus tard.
advice-store = Rien de ce qui était enregistré n'est perdu.
source-advice-login-expired = Donnez-les sur l'entrée standard, sous la forme NOM:MOTDEPASSE : vigie account add { $network } { $server } --client { $client } --token-stdin
source-advice-login-forbidden = Ouvrez-la dans un navigateur : { $server }
source-advice-refused = Ouvrez-la dans un navigateur : { $server }
source-advice-gone = Regardez dans un navigateur où se trouve maintenant le flux du site, et ajoutez-le.
source-advice-protocol = Regardez dans un navigateur où se trouve maintenant le flux du site : { $server }
not-added = { $server } n'a pas été ajouté à { $client } : { $why }. { $advice }
not-added-login = Vérifiez le jeton, ou connectez-vous par le navigateur en retirant --token-stdin.
not-added-password = Donnez NOM:MOTDEPASSE sur l'entrée standard avec --token-stdin.
not-added-unreachable = Vérifiez l'adresse et la ligne, puis réessayez.
not-added-address = Vérifiez l'adresse : ce doit être le serveur du compte, comme mastodon.social.
not-added-source = Vérifiez l'adresse : ce doit être un site qui a un flux, ou le flux lui-même.
not-added-later = L'adresse est peut-être la bonne : réessayez plus tard.
reason-protocol-plain = la réponse est illisible
source-reason-protocol-plain = aucun flux ne peut y être lu
reason-protocol-html = il a répondu par une page web, et non par ce qui était demandé
reason-protocol-address = ce n'est pas une adresse
reason-protocol-scheme = seules les adresses qui commencent par http:// ou https:// peuvent être lues
reason-protocol-port = avec un port, une adresse doit commencer par http:// ou https://
reason-protocol-redirects = une adresse mène à la suivante, sans fin
source-reason-store = notre propre base a échoué ({ $detail })
cli-reply-queued = Elle n'est pas encore partie, et partira au prochain vigie sync après { $at }.
cli-reply-sending = Une autre vigie est sur le point de l'envoyer.
cli-reply-failed = Elle n'est pas partie : { $why }.
cli-reply-kept = Le texte reste dans les envois.
cli-standby = Une autre vigie travaille sur cette base et envoie ce qui attend ; celle-ci a seulement lu les réseaux.

# Choix en tapant, et quelques mots à taper.

picker-label-title = Étiquettes
picker-label-keys = Entrée la met, ou l'enlève (✓) · un nouveau nom crée l'étiquette
picker-label-nothing = Pas encore d'étiquette : tapez un nom, par exemple vip.
picker-label-new = Nouvelle étiquette : { $label }
picker-assignee-title = Qui répond ?
picker-assignee-keys = Entrée confie · tout nom peut être tapé
picker-assignee-nothing = Tapez un nom.
picker-assignee-me = moi
picker-assignee-new = Confier à { $who }
picker-assignee-nobody = Personne en particulier
picker-snippet-title = Réponses types
picker-snippet-keys = Entrée insère · Ctrl-e modifie · Alt-d retire · Échap
picker-snippet-nothing = Aucune. Écrivez-en une, puis « réponse type » dans la palette.
prompt-note-title = Note, pour nous seuls
prompt-note-keys = Entrée la garde · Alt-Entrée nouvelle ligne · Échap abandonne
prompt-edit-note-title = Modifier la note
prompt-edit-note-keys = Entrée la garde · Alt-Entrée nouvelle ligne · Échap la laisse telle quelle
picker-link-title = Liens et fichiers du fil
picker-link-keys = Entrée ouvre · Échap
picker-link-nothing = Aucun lien ne contient cela.
picker-edit-note-title = Modifier quelle note ?
picker-edit-note-keys = Entrée choisit · Échap
picker-edit-note-nothing = Aucune note ne contient cela.
picker-remove-note-title = Retirer quelle note ?
picker-remove-note-keys = Entrée la retire · Échap
picker-remove-note-nothing = Aucune note ne contient cela.
prompt-asked-title = En attente du client
prompt-asked-keys = Qu'avez-vous demandé ? Peut rester vide · Entrée attend · Échap annule
prompt-blank-title = Un blanc à remplir
prompt-blank-of = { $left ->
    [0] { $label }
   *[other] { $label } · encore { $left }
 }
prompt-blank-keys = Entrée le remplit partout · Tab le laisse · Échap laisse tout
prompt-snippet-name-title = Garder comme réponse type
prompt-snippet-name-keys = Son nom · Entrée la garde pour ce client · Échap abandonne
prompt-save-view-title = Enregistrer cette liste sous un nom
prompt-save-view-keys = Son nom · Entrée enregistre · Échap annule
prompt-rename-view-title = Renommer la vue enregistrée
prompt-rename-view-keys = Son nouveau nom · Entrée renomme · Échap annule
prompt-many = { $n } conversations

## Les gens

scope-author = Fiche auteur
author-forgotten = (oublié)
author-gone = Cette personne n'est plus dans le carnet.
author-written = { $n ->
    [one] Tout ce qu'elle nous a écrit : { $n } message
   *[other] Tout ce qu'elle nous a écrit : { $n } messages
 }
author-nothing = Cette personne ne nous a encore rien écrit.
author-did-note = Note gardée
author-did-vip = VIP
author-did-unvip = VIP enlevé
author-did-label = Étiquette mise
author-did-unlabel = Étiquette enlevée
author-did-join = Réunis
author-did-split = Séparé
person-vip = VIP
person-messages = { $n ->
    [one] { $n } message
   *[other] { $n } messages
 }
person-reactions = { $n ->
    [one] { $n } réaction
   *[other] { $n } réactions
 }
person-conversations = { $n ->
    [one] { $n } conversation
   *[other] { $n } conversations
 }
person-first = premier contact il y a { $age }
person-last = dernier message il y a { $age }
person-answered = notre dernière réponse il y a { $age }
person-never-answered = jamais de réponse de notre part
person-account-days = { $n ->
    [0] compte créé aujourd'hui
    [one] compte de { $n } jour
   *[other] compte de { $n } jours
 }
person-account-old = compte ouvert il y a { $age }
person-followers = { $n ->
    [one] { $n } abonné
   *[other] { $n } abonnés
 }
person-follows = suit { $n } comptes
person-posts = { $n ->
    [one] { $n } publication
   *[other] { $n } publications
 }
person-bot = se dit automatique
person-verified = ✓ lien vérifié : { $link }
person-met = Connu de { $accounts }
person-disguise = se lit « { $reads } » ({ $letters })
person-whose-account = notre compte
person-whose-client = un client
person-whose-vip = VIP
person-whose-contact = un contact d'un client
person-same = même nom que { $known } ({ $whose })
person-around = { $theirs } est { $known } ({ $whose }) avec { $around } autour
person-differs = { $n ->
    [one] { $theirs } diffère de { $known } ({ $whose }) d'{ $n } lettre ({ $letters })
   *[other] { $theirs } diffère de { $known } ({ $whose }) de { $n } lettres ({ $letters })
 }
person-differs-around = { $n ->
    [one] { $theirs } diffère de { $known } ({ $whose }) d'{ $n } lettre ({ $letters }), avec { $around } autour
   *[other] { $theirs } diffère de { $known } ({ $whose }) de { $n } lettres ({ $letters }), avec { $around } autour
 }
past-no-note = Pas encore de note ; la fiche auteur ({ $key } dans le fil) en prend une.
picker-author-label-title = Étiquettes de cette personne
picker-author-label-keys = Entrée la met, ou l'enlève (✓) · un nouveau nom crée l'étiquette
picker-author-label-nothing = Pas encore d'étiquette : tapez un nom, par exemple presse.
picker-person-title = Avec qui réunir ?
picker-person-keys = Tapez un nom ou un compte · Entrée réunit notes, étiquettes et messages
picker-person-nothing = Personne de ce nom.
picker-handle-title = Quel compte est à quelqu'un d'autre ?
picker-handle-keys = Entrée le sépare · notes et étiquettes restent aux autres
picker-handle-nothing = Pas de tel compte.
prompt-author-note-title = Note sur cette personne
prompt-author-note-keys = Pour nous seuls, jamais envoyée · Entrée garde · Alt-Entrée à la ligne · Échap renonce
not-ready-no-author = Personne en particulier n'a écrit cela.
not-ready-card-loading = La fiche est en train d'être lue.
not-ready-not-joined = Cette personne n'a que ce compte.
command-author-card = Montrer la fiche de l'auteur : son passé, nos notes, qui c'est
command-open-written = Ouvrir la conversation de ce message
command-author-note = Noter quelque chose sur cette personne
command-author-vip = Marquer comme VIP, ou plus
command-author-label = Mettre des étiquettes à cette personne, ou les enlever
command-author-join = Réunir avec un autre compte de la même personne
command-author-split = Séparer un compte : il est à quelqu'un d'autre
command-author-page = Ouvrir son profil dans le navigateur
command-author-handle = Copier son compte
hint-open-written = ouvrir
hint-author-note = note
hint-author-vip = VIP
hint-author-label = étiquettes
hint-author-join = réunir
hint-author-split = séparer
hint-author-page = profil
hint-author-handle = copier

cli-author-unknown = Personne n'a encore écrit sous le compte { $handle }.
cli-author-several = Plusieurs personnes sont { $handle } : { $list }. Donnez le compte entier ou le numéro.
cli-author-no-label = Ce n'est pas une étiquette.
cli-author-changed = { $name } : { $state }.
cli-author-same = { $name } : c'était déjà le cas ({ $state }).
cli-forget-needs-yes = Un oubli ne s'annule pas : dites --yes, ou lancez-le dans un terminal.
cli-forget-before = { $handles } va être effacé d'ici : { $messages } messages, { $reactions } réactions, { $posts } publications autour des fils, toute note et étiquette, { $drafts } brouillons qui lui répondent. Ce qui reste : { $answers } réponses de nous, qui peuvent le citer ; ce que d'autres ont écrit ; ce que le réseau garde lui-même ; et toute sauvegarde faite avant.
cli-forget-question = Cela ne s'annule pas. Tapez oui pour continuer :
cli-forget-yes = oui
cli-forget-left = Rien n'a été changé.
cli-forget-sending = Une réponse part vers cette personne en ce moment ; réessayez dans une minute.
cli-forgotten = { $handles } est effacé : { $messages } messages, { $reactions } réactions, { $posts } publications, { $drafts } brouillons, et tout ce qui était noté.
cli-forgotten-remains = Ce qui reste : { $answers } réponses de nous, qui peuvent le citer ; ce que d'autres ont écrit à son sujet ; ce que le réseau garde lui-même ; une empreinte salée de chaque message, pour qu'aucune page ne le ramène.
cli-forgotten-copy = Une copie plus ancienne le contient encore ; effacez-la : { $path }
cli-forgotten-log = Un autre vigie est ouvert ici : jusqu'à sa fin, son journal peut encore le contenir.
# Modération : les questions nomment l'auteur, le compte, le réseau.
hide-question = Masquer le dernier message de { $who } sous ce que { $client } ({ $handle }) a publié sur { $network } ? Cela part au bout de dix secondes.
hide-yes = oui, le masquer
block-question = Bloquer { $who } pour { $handle } ({ $client }) sur { $network } ? Ce compte ne pourra plus suivre ni mentionner le vôtre. Cela part au bout de dix secondes.
block-yes = oui, bloquer
unblock-question = Débloquer { $who } pour { $handle } ({ $client }) sur { $network } ? Cela part au bout de dix secondes.
unblock-yes = oui, débloquer
mute-question = Mettre { $who } en sourdine sur { $network } pour { $handle } ({ $client }) ? Ce compte n'en saura rien, et ses messages n'arriveront plus. Cela part au bout de dix secondes.
mute-yes = oui, en sourdine
unmute-question = Réentendre { $who } sur { $network } pour { $handle } ({ $client }) ? Cela part au bout de dix secondes.
unmute-yes = oui, réentendre
report-question = Signaler { $who } aux modérateurs de { $network } au nom de { $handle } ({ $client }) : { $what }, { $with }.
report-spam = spam
report-violation = enfreint une règle du serveur
report-other = autre chose
report-with-message = avec le message
report-without-message = sans le message
picker-category-title = Signaler : pour quoi ?
picker-category-keys = Entrée continue · Échap annule
picker-category-nothing = Aucun motif de ce nom.
prompt-report-title = Signalement
prompt-report-keys = Peut rester vide · Entrée signale dans dix secondes · Échap
actions-title = { $who } · { $account }
actions-keys = la lettre ou Entrée lance · Échap ferme
cli-act-question = { $deed } : { $who }, pour { $handle } ({ $client }, { $network }) ?
cli-act-yes = Il n'y a personne à qui demander : dites --yes quand c'est décidé.
cli-act-stands = C'est déjà fait, ou en route.
cli-act-network = { $network } ne sait pas le faire.
cli-act-kept = L'action reste dans les envois.
picker-undo-title = Ce qui a été fait
picker-undo-keys = Entrée annule tout jusque-là, ou le refait (✓ annulé)
picker-undo-nothing = Rien n'a encore été fait.
undo-many = { $n } conversations
undo-other-hand = de { $person }, { $origin }
undo-own-hand = à vous, { $origin } : vigie undo
origin-screen = à l'écran
origin-command = par une commande

# Fiches des clients, plages de veille, échéances
command-client-card = Montrer la fiche du client
command-look = Regarder les clients au repos
hint-client-card = fiche
hint-look = regarder
not-ready-no-client = Aucun client n'est sélectionné.
not-ready-nobody-rests = Aucun client n'est au repos à cette heure.
view-late = En retard
empty-late = Rien n'est en retard.
late = { $n } en retard
time-left = reste { $time }
sorted-due = Trié par échéance, la plus proche d'abord.
resting = { $n ->
    [one] { $n } client au repos ({ $key } pour voir)
   *[other] { $n } clients au repos ({ $key } pour voir)
}
resting-short = { $n } au repos ({ $key })
looking = { $n ->
    [one] { $n } client au repos affiché ({ $key })
   *[other] { $n } clients au repos affichés ({ $key })
}
looking-short = repos affiché ({ $key })
look-begins = { $n ->
    [one] Le client au repos est affiché aussi. { $key } ou Échap le laisse à nouveau tranquille.
   *[other] Les { $n } clients au repos sont affichés aussi. { $key } ou Échap les laisse à nouveau tranquilles.
}
look-ends = Les clients au repos sont à nouveau laissés tranquilles.
rests = repos
empty-resting = { $client } est au repos jusqu'à { $until }.
empty-resting-next = { $key } regarde quand même.
card-who = Qui
card-what = Quoi
card-where = Où
card-customers = Clientèle
card-expectations = Attentes
card-tone = Ton
card-forbidden = Ne dit jamais
card-contacts = Contacts
card-hours = Horaires
card-zone = Fuseau
card-holidays = Jours fériés
card-sla = Répondre sous
card-alt = Descriptions
card-late = Posts en retard
card-watch = Veille
card-notes = Notes
card-accounts = Comptes
card-hint-who = Qui est le client : le nom sur la porte, qui décide.
card-hint-what = Ce qu'il vend ou fait, en une phrase.
card-hint-where = Où : ville, boutiques, site.
card-hint-customers = Qui écrit, et ce que ces gens veulent d'habitude.
card-hint-expectations = Ce que le client attend de vous.
card-hint-tone = Comment on s'adresse à sa clientèle : tu, vous, enjoué…
card-hint-forbidden = Les mots qu'il n'emploie jamais, entre virgules ; promo* vaut aussi pour promotion.
card-hint-contacts = À qui demander chez lui, un par ligne : nom, téléphone, quand.
card-hint-hours = Quand on répond à sa clientèle : lun-ven 9h-18h, sam 10h-12h
card-hint-zone = Le fuseau de ces horaires, par exemple Europe/Paris.
card-hint-holidays = Les jours où personne ne répond, entre virgules : 2026-12-31, ou 12-25 chaque année.
card-hint-sla = En combien de temps ouvré répondre : 4h, 90m
card-hint-alt = Descriptions des images : required, warn, off
card-hint-late = Que devient un post dont l'heure est passée sans envoi : ask (demander), skip (laisser), send within 30m
card-hint-watch = Quand vous regardez ce client : pas avant 12:00, lun-ven 9:00-19:00
card-hint-notes = Tout ce qu'il faut savoir d'autre.
card-unbound = { $key } ne fait rien sur la fiche. Échap la ferme d'abord.
card-keys = e modifier  Ctrl-e toute la fiche dans l'éditeur  Échap fermer
card-keys-editing = Entrée garder  Tab suivant  Alt-Entrée à la ligne  Échap annule
card-keys-wrong = Ctrl-e reprend votre texte  Échap fermer, votre texte est gardé
card-saved = Fiche de { $client } enregistrée
card-line = Ligne { $line } : { $about }
card-not-text = { $field } attend un texte entre guillemets.
card-not-list = { $field } attend une liste de textes, comme ["un", "deux"].
card-zone-unknown = « { $zone } » n'est pas un fuseau. Nommez-en un comme Europe/Paris.
card-sla-wrong = « { $sla } » n'est pas une durée. Écrivez-la en heures ou en minutes, comme 4h ou 90m.
card-alt-wrong = « { $rule } » n'est pas une règle pour les descriptions. Écrivez required, warn ou off.
card-late-wrong = « { $late } » n'est pas une règle pour les posts en retard. Écrivez ask, skip ou send within 30m.
card-too-long = La fiche dépasse { $n } octets.
composer-forbidden = jamais : { $words }
forbidden-found = « { $word } » est sur la liste de { $client }
forbidden-question = « { $word } » est sur la liste de { $client }{ $more ->
    [0] .
    [one] , et { $more } autre mot.
   *[other] , et { $more } autres mots.
} Envoyer quand même ?
forbidden-yes = oui, envoyer
cli-card-kept = La fiche de { $client } est enregistrée.
cli-card-wrong = { $why } Votre texte est dans { $path } ; la prochaine modification le reprend.
cli-card-set = « { $pair } » : { $why }
cli-card-pair = « { $pair } » n'est pas CLÉ=VALEUR. Clés connues : { $known }.
cli-card-no-terminal = Un éditeur a besoin d'un terminal. Utilisez --set CLÉ=VALEUR.
cli-card-editor = L'éditeur s'est mal terminé : { $why }
picker-snooze-title = En veille jusqu'à…
picker-snooze-keys = Entrée · ou tapez : lundi 9h, dans 2h, demain soir · une réponse réveille
picker-snooze-nothing = Tapez un moment : lundi 9h, dans 2h.
picker-asked-title = Pour quand le client doit-il répondre ?
picker-asked-keys = Entrée · ou tapez : lundi 9h, dans 2h · passé ce délai, elle vous revient
picker-asked-nothing = Tapez un moment : lundi 9h, dans 2h.
picker-assigned-title = Pour quand la réponse ?
picker-assigned-keys = Entrée · ou tapez : lundi 9h, dans 2h · passé ce délai, elle revient à tous
picker-assigned-nothing = Tapez un moment : lundi 9h, dans 2h.
picker-time-none = Sans date
picker-time-before = Comme avant leur réponse

# Tasks

pane-tasks = Tâches
scope-tasks = Tâches
tasks-open = { $n ->
    [one] { $n } à faire
   *[other] { $n } à faire
 }
tasks-late = { $n } en retard
tasks-empty = Rien sur la liste.
tasks-empty-next = { $new } note une tâche ; { $row } dans la réception en fait une d'une conversation. { $inbox } ouvre la réception.
task-added = Sur la liste : { $text }
task-done = Fait : { $text }
task-again = À refaire : { $text }
task-removed = Hors de la liste : { $text }
task-empty = Rien n'a été noté.
task-of = Pour { $client }, à propos de ce que { $author } a écrit. { $key } l'ouvre.
task-of-nobody = Pour personne en particulier.
prompt-task-title = Une tâche
prompt-task-keys = Que faut-il faire ? · Entrée la note · Échap annule
picker-task-title = Pour quand ?
picker-task-keys = Entrée · ou tapez : lundi 9h, dans 2h
picker-task-nothing = Tapez un moment : lundi 9h, dans 2h.
command-tasks = Aller à la liste des tâches
command-task = Noter une tâche à ce sujet
command-new-task = Noter une tâche
command-strike-task = La rayer, ou revenir dessus
command-task-due = Choisir pour quand
command-open-task = Ouvrir sa conversation
command-remove-task = L'enlever de la liste
hint-new-task = nouvelle
hint-strike-task = fait
hint-task-due = pour quand
hint-open-task = ouvrir
hint-remove-task = enlever
cli-task-unknown = Aucune tâche n'a l'identifiant { $id }. `vigie task list` les montre.
cli-tasks-changed = { $n ->
    [one] { $n } tâche modifiée.
   *[other] { $n } tâches modifiées.
 }
given-snoozed = En veille : { $until }
given-waiting-client = En attente du client
given-asked = demandé : { $what }
given-assigned = confié à { $who }
given-due = pour { $due }

# Digest

digest-title = Depuis votre départ
digest-since = depuis { $since }
digest-nothing = Rien n'est arrivé depuis { $since }.
digest-keys = Entrée ouvre · n p clients · j k lignes · Échap ferme
digest-keys-nothing = Échap ferme
digest-section-to-answer = { $n } à répondre
digest-section-late = { $n } en retard d'avant votre départ
digest-section-not-sent = { $n ->
    [one] { $n } non parti
   *[other] { $n } non partis
 }
digest-section-unread = { $n ->
    [one] { $n } compte illisible
   *[other] { $n } comptes illisibles
 }
digest-more = et { $n } de plus
digest-likes = { $n ->
    [one] { $n } j'aime
   *[other] { $n } j'aime
 }
digest-boosts = { $n ->
    [one] { $n } partage
   *[other] { $n } partages
 }
digest-follows = { $n ->
    [one] { $n } nouvel abonné
   *[other] { $n } nouveaux abonnés
 }
digest-entries = { $n ->
    [one] { $n } article à lire
   *[other] { $n } articles à lire
 }
command-digest = Montrer ce qui est arrivé depuis votre départ
when-ahead = « { $word } » est encore à venir. Nommez un moment passé, comme « hier 18h », « 8h » ou « il y a 2h ».
spelling-spelling = Aucun dictionnaire ne connaît ce mot.
spelling-twice = Ce mot est écrit deux fois.
spelling-fr-invariable = Ce participe ne s'accorde jamais : on demande, on succède, on plaît à quelqu'un.
spelling-fr-plaire = Plaire : « plu » ne s'accorde jamais et se conjugue avec avoir.
spelling-fr-avoir = Avec avoir, le participe ne s'accorde pas avec le sujet.
spelling-fr-er-e-ez = L'infinitif en -er, le participe en -é et la forme en -ez se prononcent pareil.
spelling-fr-si-aurais = Après « si », pas de conditionnel.
spelling-fr-malgre-que = On attend plutôt « bien que ».
spelling-fr-quoi-que = Quoi que, quel que et quelque s'écrivent en un mot ou en deux.
spelling-fr-ca-sa = « Ça » remplace cela, « sa » est un possessif.
spelling-fr-a = « A » est le verbe avoir, « à » la préposition.
spelling-fr-et-est = « Et » relie, « est » est le verbe être.
spelling-fr-ces-ses = Ces, ses, c'est et s'est se prononcent pareil, comme ce et se.
spelling-fr-on-ont = On et ont, son et sont se prononcent pareil.
spelling-fr-accent = Avec son accent, c'est un autre mot.
spelling-fr-peu-peut = « Peu » est une quantité, « peut » le verbe pouvoir.
spelling-fr-homophone = Un autre mot se prononce pareil.
spelling-fr-accord = Ce mot ne s'accorde pas avec son voisin.
spelling-fr-pluriel = On attend ici un pluriel.
spelling-fr-personne = Le verbe ne va pas avec son sujet.
spelling-fr-locution = Cette locution s'écrit autrement.
spelling-fr-trait-union = Il manque un trait d'union.
spelling-fr-elision = La voyelle s'élide devant une autre.
spelling-en-its = « It's » veut dire it is, « its » est un possessif.
spelling-en-your = « You're » veut dire you are, « your » est un possessif.
spelling-en-their = Their, there et they're se prononcent pareil.
spelling-en-alike = Un autre mot ressemble à celui-ci.
spelling-en-could-of = Cette forme du verbe ne convient pas ici.
spelling-en-article = « An » se met devant le son d'une voyelle, « a » devant les autres.
spelling-space-narrow = Il faut ici une espace insécable.
spelling-space-double = Plus d'une espace.
spelling-quotes = Les guillemets français sont « et ».
spelling-ellipsis = Les points de suspension sont un seul caractère.
spelling-mine = Ajouter « { $word } » à mon dictionnaire
spelling-theirs = Ajouter « { $word } » au dictionnaire de { $client }
spelling-ignore = L'ignorer dans ce texte
spelling-typed = Écrire « { $text } »
not-ready-nothing-marked = Rien n'est signalé dans ce texte.
not-ready-spelling-off = L'orthographe n'est pas vérifiée : [spelling] on = true l'active.
spelling-learnt = « { $word } » est juste désormais
picker-spelling-title = Orthographe
picker-spelling-keys = Entrée choisit · taper un autre mot · Échap
picker-spelling-nothing = Recherche de ce que cela pourrait être…
command-spelling = Corriger le prochain mot signalé
hint-spelling = orthographe
cli-spell-too-long = Le texte est trop long : { $n } 000 octets au plus sont vérifiés.
cli-spell-not-text = Le texte n'est pas en UTF-8.
cli-spell-no-word = Il n'y a pas de mot à retenir.
cli-spell-dictionary = Le dictionnaire ne peut pas être lu : { $why }

# Le calendrier.
pane-calendar = Calendrier
scope-calendar = Calendrier
command-calendar = Aller au calendrier
command-calendar-left = Un jour en arrière, sur le tableau une colonne à gauche
command-calendar-right = Un jour en avant, sur le tableau une colonne à droite
command-calendar-view = Semaine, mois, agenda, tableau
command-today = Aller à aujourd'hui
command-calendar-client = Montrer un client, ou tous
command-calendar-zone = Montrer l'heure du client, ou la vôtre
command-new-post = Écrire un post là où se trouve le curseur
command-edit-post = Ouvrir le texte du post
command-post-earlier = Avancer le post d'un quart d'heure
command-post-later = Retarder le post d'un quart d'heure
command-post-next-day = Déplacer le post au lendemain
command-post-day-before = Déplacer le post à la veille
command-move-post = Déplacer le post à une date
command-copy-post = Copier le post
command-paste-post = Poser la copie, ou l'idée, là où se trouve le curseur
command-unschedule = Retirer le post du calendrier ; son texte reste une idée
command-schedule-planned = Programmer le post, ou seulement le prévoir
command-publish = Publier le post maintenant
command-post-again = Renvoyer ce qui n'est pas arrivé
command-post-stop = Arrêter l'envoi ; il redevient un brouillon
command-post-login = Reconnecter le compte du post
command-schedule = Choisir quand le post part
command-to-draft = En faire un brouillon
hint-new-post = nouveau
hint-edit-post = éditer
hint-calendar-view = vue
hint-move-post = déplacer
hint-schedule-planned = programmer
hint-paste-post = coller
hint-unschedule = retirer
hint-publish = publier
hint-post-again = renvoyer
hint-post-stop = arrêter
hint-today = ce jour
hint-calendar-client = client
hint-schedule = programmer
not-ready-no-post = Il n'y a pas de post ici ; { $key } en écrit un.
not-ready-post-left = Il est déjà parti, ou en route.
not-ready-posted-elsewhere = Il a été posté ailleurs.
not-ready-no-date = Une idée n'a pas encore de date ; { $key } la pose là où se trouve le curseur.
not-ready-nothing-copied = Rien n'a été copié ; { $key } copie un post.
not-ready-nothing-failed = Rien de ce post n'est en route, ni en échec.
calendar-view-week = Semaine
calendar-view-month = Mois
calendar-view-agenda = Agenda
calendar-view-board = Tableau
calendar-week = { $n } · { $from } – { $to }
calendar-zone-of = { $zone } ({ $client })
calendar-empty = Rien n'est prévu.
calendar-empty-next = { $new } écrit un post là où se trouve le curseur. Dans la boîte, { $draft } fait un brouillon d'un message ; les brouillons sans date attendent ici, ce sont les idées.
calendar-clashes = { $n ->
    [one] { $n } conflit
   *[other] { $n } conflits
 }
calendar-twice = { $n ->
    [one] { $n } redite
   *[other] { $n } redites
 }
calendar-gaps = sans post : { $days }
calendar-silent = { $client } muet { $n } j dès { $from }
calendar-ideas = Idées { $n }
calendar-ideas-empty = Aucune idée. { $new } en écrit une ici ; dans la boîte, { $draft } en fait une d'un message.
calendar-posts = { $n ->
    [0] aucun post
    [one] { $n } post
   *[other] { $n } posts
 }
calendar-clocks-on = passage à l'heure d'été
calendar-clocks-back = passage à l'heure d'hiver
calendar-clash = Trop près du post de { $when }.
calendar-said = Dit presque la même chose que le post de { $when }.
calendar-no-zone = La fiche de ce client ne nomme aucun fuseau : le vôtre est montré.
standing-idea = idée
standing-planned = prévu
standing-scheduled = programmé
standing-editing = modifié, non programmé
standing-late = en retard
standing-skipped = laissé
standing-leaving = part
standing-sent = envoyé
standing-not-sent = non envoyé
board-ideas = Idées
board-planned = Prévus
board-scheduled = Programmés
board-mend = À réparer
board-gone = Partis
board-nothing = rien
advice-editing = Son texte a changé : rien ne part avant que { $arm } le programme à nouveau.
advice-late = Son heure est passée avant qu'il puisse partir. { $publish } l'envoie maintenant, { $arm } lui donne une autre heure.
advice-skipped = Son heure est passée et il a été laissé. { $publish } l'envoie maintenant, { $arm } lui donne une autre heure.
advice-planned = Rien ne part tout seul : { $arm } le programme.
advice-idea = { $paste } la pose là où se trouve le curseur, { $edit } l'ouvre.
slot-in = dans { $time }
slot-ago = il y a { $time }
weekday-short-1 = lun.
weekday-short-2 = mar.
weekday-short-3 = mer.
weekday-short-4 = jeu.
weekday-short-5 = ven.
weekday-short-6 = sam.
weekday-short-7 = dim.
post-moved = Déplacé à { $when } : { $text }
post-copied = Copié : { $text } · { $key } le pose là où se trouve le curseur
post-pasted = Copié à { $when }, prévu
post-unplaced = Retiré du calendrier, gardé comme idée : { $text }
post-scheduled = Part { $when } : { $text }
post-planned = Seulement prévu, rien ne part : { $text }
post-gone = Ce post n'est plus là.
post-dropped = Prévu pour { $when }. Rien ne part tant qu'il n'est pas programmé ({ $key }).
post-placed = Prévu pour { $when }. Rien ne part tant qu'il n'est pas programmé ({ $key }).
post-kept = Gardé pour { $when }. Rien ne part tant qu'il n'est pas programmé ({ $key }).
post-again = Programmé à nouveau pour { $when }.
post-scheduled-for = Programmé pour { $when }.
post-stays = Rien ne part avant que { $key } le programme. { $why }
post-unfilled = Un blanc reste à remplir : { $label }.
post-when-question = Ce post est pour { $when }. Quand part-il ?
post-when-slot = à son heure
post-when-slot-key = t
post-when-now = maintenant
post-when-now-key = p
publish-question = Publier « { $text } » maintenant, sur { $accounts } ?
publish-yes = publier
picker-slot-title = Quand part-il ?
picker-slot-keys = Entrée choisit · tapez une date, comme « mardi 9h » · Échap abandonne
picker-slot-nothing = Aucun créneau libre n'est connu. Tapez une date, comme « mardi 9h ».
picker-slot-has = Tel quel
picker-client-title = Les posts de qui ?
picker-client-keys = Entrée choisit · Échap abandonne
picker-client-nothing = Aucun client n'a ce nom.
to-draft-done = Un brouillon pour { $client } : { $key } le montre parmi les idées.
card-spacing = Entre deux posts
card-hint-spacing = Le moins de temps entre deux posts de ce client, comme 30m ou 2h

# Macros.
deed-macro = Macro
macro-run = { $name } : { $steps }
macro-line = Macro { $name } : { $steps }
misfit-step = la macro « { $name } » est laissée de côté : { $why }
step-nothing = elle n'a aucune étape ; écrivez-les entre virgules, comme "label remboursement, done"
step-unknown = il n'y a pas d'étape « { $step } » ; il y a { $known }
step-unknown-near = il n'y a pas d'étape « { $step } » ; vouliez-vous dire « { $near } » ?
step-missing = il manque quelque chose à « { $step } » : un moment, un nom ou un texte
step-unwanted = « { $words } » ne va pas avec « { $step } »
step-twice = « { $step } » est de trop : une seule réponse enregistrée, et une seule suite
step-not-after = « { $step } » ne peut pas suivre une réponse enregistrée ; écrivez-le avant le snippet
step-not-before = « { $step } » serait fait avant la réponse ; écrivez-le après le snippet
step-only-after = « { $step } » demande un snippet avant lui
not-ready-no-snippet = Ce client n'a pas de réponse enregistrée du nom qui est dans la macro.
not-ready-snippets-loading = Les réponses enregistrées sont encore en lecture.
cli-macro-unknown = Il n'y a pas de macro « { $name } » dans les réglages{ $near ->
    [none] .
   *[other]  ; vouliez-vous dire « { $near } » ?
  }
cli-macro-none = Il n'y a pas de macro dans les réglages. `vigie paths` dit où ils sont ; [macros] est leur section.
cli-macro-answers = La macro « { $name } » répond avec une réponse enregistrée, et aucune macro n'envoie d'elle-même. { $instead }
cli-macro-instead = Lancez : { $line }
cli-and = --and ne peut pas être « { $words } » : { $why }
cli-and-known = c'est done, wait-them, stay-open, wait, wait QUAND ou snooze QUAND

# Ce qu'une commande a fait, et à qui.
cli-who = { $name } ({ $network }, { $account })
cli-verb-same = Rien n'a changé : c'était déjà le cas.
cli-deed-until = { $deed }, retour { $when }
cli-deed-due = { $deed }, échéance { $when }
cli-until = retour { $when }
cli-due = échéance { $when }
cli-journal-empty = Rien n'a encore été fait.
cli-authors-none = Personne de ce nom n'a encore écrit.
cli-author-vip = VIP désormais
cli-author-no-vip = n'est plus VIP
cli-author-note = la note est : { $note }
cli-author-no-note = il n'y a plus de note
cli-author-labels = étiquettes : { $labels }
cli-author-no-labels = plus aucune étiquette
cli-author-joined = une seule personne : { $handles }
cli-author-alone = seul sur sa fiche
cli-card-key = Il n'y a pas de « { $key } » sur une fiche. Connus : { $known }.
cli-card-key-near = Il n'y a pas de « { $key } » sur une fiche. Peut-être { $near } ?
usage-surplus = « { $argument } » est un mot de trop ici.
usage-flags = Peut-être l'une de ces options : { $flags }

# Le calendrier en ligne de commande.
cli-account-near = Aucun compte ne s'appelle « { $name } ». Vouliez-vous dire { $near } ?
cli-account-which = « { $name } » peut être { $several }. Écrivez le nom complet, ou le numéro que donne vigie account list
cli-account-source = « { $name } » est une source : on n'y publie rien.
cli-post-unknown = Aucune publication n'a le numéro { $id }. Voir vigie calendar et vigie drafts
cli-post-clients = { $handle } est à un autre client : une publication est pour un seul client. Publiez deux fois.
cli-post-not-among = La publication ne va pas sur { $handle } : ajoutez ce compte avec --account, ou enlevez son texte.
cli-post-no-text = Il n'y a pas de texte. Donnez-le avec --text, ou sur l'entrée standard.
cli-post-no-utf8 = Le texte de l'entrée standard n'est pas en UTF-8.
cli-post-unfilled = Ni programmé ni envoyé : le blanc « { $label } » n'est pas rempli.
cli-post-when = Il faut une heure à une publication : 'demain 9h', ou 2026-11-24T09:00:00+01:00
cli-post-no-when = Elle n'a pas encore d'heure. Dites quand : vigie schedule ID 'demain 9h'
cli-post-past = { $when } est passé. Choisissez une heure à venir, ou envoyez tout de suite : vigie publish ID
cli-post-no-place = La publication { $id } n'est pas au calendrier.
cli-post-scheduled = { $id } est programmée : { $when } · { $handles }
cli-post-planned = { $id } est prévue : { $when } · { $handles }
cli-post-idea = { $id } est une idée, sans date · { $handles }
cli-post-here = C'est { $when } chez vous.
cli-days-backwards = Le calendrier ne peut pas finir avant de commencer : --to est avant --from.
cli-calendar-empty = Rien au calendrier ces jours-là.
cli-drafts-none = Il n'y a pas de brouillon.
cli-draft-answer = réponse dans { $id }
cli-queue-empty = Rien n'est programmé, et rien n'est en route.

# Ce qui ne va pas dans un fichier de publications.
entry-line = ligne { $line }{ $place } : { $about }
entry-value = , « { $value } »
entry-not-text = ce n'est pas de l'UTF-8. Enregistrez le fichier en UTF-8 (dans Excel : « CSV UTF-8 »).
entry-no-heading = aucune publication trouvée. Un CSV commence par une ligne de titres avec une colonne « texte » ; en Markdown une publication commence par « ## 2026-11-24 09:00 · Client · @compte » ; un calendrier commence par BEGIN:VCALENDAR.
entry-column = cette colonne n'existe pas. Connues : id, date, heure, fuseau, client, comptes, état, texte, avertissement, visibilité, langue, et « texte: @compte ».
entry-column-near = cette colonne n'existe pas. Vouliez-vous dire « { $near } » ?
entry-column-twice = cette colonne est là deux fois.
entry-cells = la ligne a plus de cases que de titres. Mettez entre guillemets un texte qui contient des séparateurs.
entry-breaks-off = un guillemet ne se referme jamais ici, ou le fichier est coupé.
entry-date = ce n'est pas un jour. Écrivez 2026-11-24 ou 24/11/2026.
entry-time = ce n'est pas une heure. Écrivez 09:00 ou 9h30.
entry-no-time = le jour n'a pas d'heure. Écrivez 09:00, ou enlevez le jour pour une idée.
entry-no-date = l'heure n'a pas de jour. Écrivez 2026-11-24.
entry-zone = ce fuseau n'existe pas. Écrivez Europe/Paris, ou rien pour celui du client.
entry-zone-near = ce fuseau n'existe pas. Vouliez-vous dire « { $near } » ?
entry-no-hour = ce jour-là, les horloges sautent cette heure. Choisissez-en une autre.
entry-past = c'est passé, et ne peut pas être programmé. Choisissez une heure à venir, ou prévoyez seulement : --plan
entry-client = aucun client ne s'appelle ainsi. Voir vigie client list
entry-client-near = aucun client ne s'appelle ainsi. Vouliez-vous dire « { $near } » ?
entry-no-account = aucun compte. Dites où elle va, comme @marque@exemple.social ; plusieurs avec une espace entre eux.
entry-account = aucun compte ne s'appelle ainsi. Voir vigie account list
entry-account-near = aucun compte ne s'appelle ainsi. Vouliez-vous dire « { $near } » ?
entry-account-which = ce peut être { $several }. Écrivez le nom complet.
entry-source = c'est une source : on n'y publie rien.
entry-another-client = ce compte est à { $client }. Une publication est pour un seul client.
entry-not-among = la publication ne va pas sur ce compte. Ajoutez-le aux comptes, ou enlevez son texte.
entry-no-text = il n'y a pas de texte.
entry-too-long = trop long pour { $handle } : { $count } caractères, et la limite est { $limit }. Raccourcissez, ou donnez à ce compte un texte à lui.
entry-unfilled = le blanc « { $label } » n'est pas rempli.
entry-visibility = inconnu. Au choix : { $known }.
entry-state = inconnu. Au choix : { $known }.
entry-repetition = on ne peut pas calculer comment il se répète.
entry-id = aucune publication n'a ce numéro. Laissez vide pour une nouvelle.
entry-left = cette publication est déjà partie : { $standing }. Laissez le numéro vide pour une nouvelle.
entry-id-twice = ce numéro est là deux fois.
cli-posts-too-large = { $file } est trop gros pour un fichier de publications.
cli-posts-imported = Publications : { $added } ajoutées, { $updated } modifiées, { $same } déjà là, { $left } laissées de côté.
cli-posts-would = Rien n'est encore fait. Il y aurait { $added } ajoutées, { $updated } modifiées, { $same } déjà là, { $left } laissées de côté.
cli-posts-wrong = { $n ->
    [one] Une chose ne va pas dans { $file }. Rien n'a été importé.
   *[other] { $n } choses ne vont pas dans { $file }. Rien n'a été importé.
}
cli-standard-input = l'entrée standard
cli-export-nothing = Il n'y a pas de publication à écrire.
cli-export-title = Publications de { $name }
cli-export-unwritable = { $file } ne peut pas être écrit : { $why }
cli-service-unknown = On ne sait pas où se trouve ce programme : { $why }
