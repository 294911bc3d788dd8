age-now = <1 min

## La ligne de commande

cli-no-home = Aucun dossier personnel n’est connu. Définissez HOME, ou indiquez un dossier avec --home DIR.
cli-no-terminal = L’écran a besoin d’un terminal. Pour les scripts, il y a list, show, reply, done et sync : voir vigie --help.
cli-io = { $why }
cli-taken = « { $name } » existe déjà.
cli-filter = Le filtre s’arrête à « { $wrong } » : { $why }
cli-client-no-name = Un client a besoin d’un nom : vigie client add NOM
cli-client-unknown = Aucun client ne s’appelle « { $name } ». Voir vigie client list, ou l’ajouter : vigie client add NOM
cli-client-has-accounts = « { $name } » a encore des comptes. Retirez-les d’abord : vigie account list
cli-no-clients = Il n’y a pas encore de client. Ajoutez-en un : vigie client add NOM
cli-no-accounts = Il n’y a pas encore de compte. Ajoutez-en un : vigie account add mastodon URL --client NOM
cli-account-unknown = Aucun compte ne s’appelle « { $name } ». Voir vigie account list
cli-account-several = Plusieurs comptes s’appellent « { $name } ». Prenez le numéro donné par vigie account list
cli-account-ok = la connexion marche
cli-no-token = Aucun jeton n’est arrivé sur l’entrée standard.
cli-to-answer = { $count ->
    [0] rien à répondre
   *[other] { $count } à répondre
 }
cli-sync-new = { $count ->
    [one] { $count } nouveau
   *[other] { $count } nouveaux
 }
cli-conversation-unknown = La conversation { $id } n’existe pas. Voir vigie list
cli-reply-no-question = Il n’y a personne à qui répondre ici : c’est une réaction, ou le message n’existe plus.
cli-reply-blank = Il n’y a rien à envoyer.
cli-reply-too-long = { $handle } sur { $network } ne peut pas l’envoyer : le texte fait { $count } caractères, la limite est de { $limit }.
cli-reply-waits = { $handle } sur { $network } n’a pas encore pu envoyer : { $why } La réponse attend dans la boîte d’envoi.
cli-done = { $count ->
    [one] { $count } conversation traitée.
   *[other] { $count } conversations traitées.
 }
cli-undo-nothing = Il n’y a rien à annuler.
cli-demo-at = « { $at } » n’est pas une heure. Écrivez-la comme 08:02.
cli-demo-kept = { $dir } contient déjà des données. Choisissez un autre dossier, ou ouvrez-le : vigie --home { $dir }

## La connexion, sur le terminal nu

login-add-title = Ajouter un compte Mastodon ou apparenté. Une ligne vide ramène à l’écran.
login-renew-title = Reconnecter { $handle }. Une ligne vide ramène à l’écran.
login-server = Serveur (par exemple mastodon.social) :
login-clients = Clients : { $names }
login-client = Pour quel client ? Un nouveau nom en ajoute un :
login-open-page = Ouvrez cette page, acceptez, et copiez le code qu’elle affiche :
login-code = Le code :
login-added = { $handle } appartient maintenant à { $client }. Son passé est en cours de lecture.
login-renewed = { $handle } est reconnecté ; ce qui l’attendait part.
login-other = la connexion est celle de { $handle }, un autre compte.
login-failed = { $server } : { $why }
login-back = Entrée ramène à l’écran.
vault-too-open = d’autres peuvent lire { $path }. Réservez-vous-le : chmod 600 { $path }
vault-damaged = { $path } n’est pas lisible comme liste de connexions. Déplacez-le et reconnectez-vous.
vault-failed = la connexion n’a pas pu être gardée dans { $path } : { $why }
